import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The jars of the program, sorted: JavaFX becomes part of the Java that is linked, all else stays
/// on the class path. What is native is taken out of them where it can lie as a file of its own, or
/// is for other systems: JavaFX would unpack it into its user's home.
///
/// @param modules jars that are linked
/// @param natives native libraries that belong beside those of Java
/// @param classPath jars that stay jars
record Libraries(Path modules, Path natives, Path classPath) {
    private static final String SQLITE_NATIVE = "org/sqlite/native/";

    static Libraries sorted(Plan plan) throws IOException {
        var sorted =
                new Libraries(
                        Files.createDirectories(plan.work().resolve("modules")),
                        Files.createDirectories(plan.work().resolve("natives")),
                        Files.createDirectories(plan.work().resolve("input")));
        Path lib = plan.built().resolve("lib");
        if (!Files.exists(lib.resolve("patchbay.jar"))) {
            throw new Command.Failed("%s holds no patchbay.jar: mvn -q package".formatted(lib));
        }
        for (Path jar : Folders.list(lib)) {
            sorted.sort(plan, jar);
        }
        sorted.addPapers(plan);
        return sorted;
    }

    private void sort(Plan plan, Path jar) throws IOException {
        String name = jar.getFileName().toString();
        if (name.startsWith("javafx-")) {
            if (hasClasses(jar)) {
                thinned(jar, modules.resolve(name), Libraries::isJavaOrData, natives);
            }
        } else if (name.startsWith("sqlite-jdbc-")) {
            String ours = SQLITE_NATIVE + sqliteSystem(plan) + "/";
            thinned(
                    jar,
                    classPath.resolve(name),
                    entry -> !entry.startsWith(SQLITE_NATIVE) || entry.startsWith(ours),
                    null);
        } else {
            Folders.put(jar, classPath.resolve(name));
        }
    }

    /// What lies beside the program: its licence and those of others.
    private void addPapers(Plan plan) throws IOException {
        for (Path each : Folders.list(plan.built())) {
            String name = each.getFileName().toString();
            if (!List.of("bin", "lib", "jvm.options").contains(name)) {
                Folders.copy(each, classPath.resolve(name));
            }
        }
    }

    /// Beside the jar of each part of JavaFX there is one of its name alone, which is empty.
    private static boolean hasClasses(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            return zip.stream().anyMatch(it -> it.getName().endsWith(".class"));
        }
    }

    private static boolean isJavaOrData(String entry) {
        return !entry.matches(".*\\.(so|dll|dylib)");
    }

    private static String sqliteSystem(Plan plan) {
        String chip = plan.arch().equals("amd64") ? "x86_64" : "aarch64";
        return switch (plan.system()) {
            case "windows" -> "Windows/" + chip;
            case "macos" -> "Mac/" + chip;
            default -> "Linux/" + chip;
        };
    }

    /// Writes the jar without the entries that do not stay; those are laid into a folder, if there
    /// is one for them.
    private static void thinned(Path from, Path to, Predicate<String> stays, Path others)
            throws IOException {
        FileTime time = Files.getLastModifiedTime(from);
        try (var zip = new ZipFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream bytes = zip.getInputStream(entry)) {
                    if (stays.test(entry.getName())) {
                        var copy = new ZipEntry(entry.getName());
                        copy.setTime(entry.getTime());
                        out.putNextEntry(copy);
                        bytes.transferTo(out);
                    } else if (others != null && !entry.isDirectory()) {
                        Path last = Path.of(entry.getName()).getFileName();
                        Files.copy(bytes, others.resolve(last));
                    }
                }
            }
        }
        Files.setLastModifiedTime(to, time);
    }
}
