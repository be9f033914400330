import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The program with its Java, as jpackage lays it out: what every package is made around.
///
/// @param root the folder, on macOS the bundle
/// @param launcher what a person starts
/// @param app where the jars are, and what the launchers read
record ProgramFolder(Path root, Path launcher, Path app) {
    private static final String CACHE = "patchbay.aot";

    /// JavaFX is no part of the unnamed module here, which is all that jvm.options knows of. Where
    /// its clock is: decision 21.
    private static final List<String> JAVAFX =
            List.of(
                    "--enable-native-access=javafx.graphics",
                    "--add-opens=javafx.graphics/com.sun.javafx.tk=ALL-UNNAMED",
                    "--add-opens=javafx.graphics/com.sun.javafx.tk.quantum=ALL-UNNAMED",
                    "--add-opens=javafx.graphics/com.sun.glass.ui=ALL-UNNAMED");

    static ProgramFolder make(Plan plan, Libraries libraries, Path java) throws IOException {
        Path image = Files.createDirectories(plan.work().resolve("image"));
        List<Object> words = new ArrayList<>();
        words.add("@" + plan.root().resolve("packaging/jpackage.options"));
        words.add("@" + plan.own().resolve("jpackage.options"));
        words.addAll(JdkPackage.changing(plan));
        words.addAll(List.of("--type", "app-image", "--dest", image));
        words.addAll(List.of("--input", libraries.classPath(), "--runtime-image", java));
        for (String option : options(plan.built().resolve("jvm.options"))) {
            words.addAll(List.of("--java-options", option));
        }
        for (String option : JAVAFX) {
            words.addAll(List.of("--java-options", option));
        }
        Command.ofJdk("jpackage", words.toArray()).run();
        return laidOut(plan, Folders.list(image).getFirst());
    }

    private static ProgramFolder laidOut(Plan plan, Path root) {
        return switch (plan.system()) {
            case "windows" ->
                    new ProgramFolder(root, root.resolve("Patchbay.exe"), root.resolve("app"));
            case "macos" ->
                    new ProgramFolder(
                            root,
                            root.resolve("Contents/MacOS/Patchbay"),
                            root.resolve("Contents/app"));
            default ->
                    new ProgramFolder(root, root.resolve("bin/patchbay"), root.resolve("lib/app"));
        };
    }

    /// The lines of a file for `java @file` that are no comments.
    private static List<String> options(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }

    /// Where prepared classes are kept.
    Path cache() {
        return app.resolve(CACHE);
    }

    /// Has the launchers use the cache. Where it does not fit, the JVM goes on without it; it must
    /// not say so, for what verbs print may be read by a program.
    void useCache() throws IOException {
        for (Path each : configurations()) {
            String text = Files.readString(each);
            List<String> added = List.of("-XX:AOTCache=$APPDIR/" + CACHE, "-Xlog:aot=off");
            String lines =
                    added.stream().map("java-options=%s\n"::formatted).reduce("", String::concat);
            Files.writeString(each, text.stripTrailing() + "\n" + lines);
        }
    }

    private Set<Path> configurations() throws IOException {
        Set<Path> found = new TreeSet<>(Folders.list(app));
        found.removeIf(it -> !it.toString().endsWith(".cfg"));
        return found;
    }
}
