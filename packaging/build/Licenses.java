import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Gathers the licences of what others wrote beside the libraries of a package, and fails where one
/// is missing or does not fit.
///
///     java packaging/build/Licenses.java target/patchbay/lib target/patchbay/licenses
final class Licenses {
    /// What may be part of something under Apache-2.0. The exception of the GPL is what makes it
    /// fit: whatever is linked with such a work keeps its own licence.
    private static final Set<String> FITTING =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "BSL-1.0",
                    "OFL-1.1",
                    "blessing",
                    "GPL-2.0-with-classpath-exception");

    private static final Pattern TEXT =
            Pattern.compile(
                    "META-INF/(?!.*\\.class$).*(LICEN[CS]E|NOTICE|COPYING)[^/]*",
                    Pattern.CASE_INSENSITIVE);

    private final List<ThirdParty> all;
    private final Path out;
    private final List<String> faults = new ArrayList<>();

    private Licenses(List<ThirdParty> all, Path out) {
        this.all = all;
        this.out = out;
    }

    /// @param args the folder of the libraries, the folder to fill, perhaps another table
    public static void main(String[] args) throws IOException {
        Path table = args.length > 2 ? Path.of(args[2]) : ThirdParty.TABLE;
        var licenses = new Licenses(ThirdParty.all(table), Path.of(args[1]));
        licenses.gather(Path.of(args[0]));
        licenses.faults.forEach(System.err::println);
        System.exit(licenses.faults.isEmpty() ? 0 : 1);
    }

    private void gather(Path lib) throws IOException {
        empty();
        Set<String> jars = jars(lib);
        for (String jar : jars) {
            if (ThirdParty.of(jar, all).isEmpty()) {
                faults.add(
                        "%s has no licence: give it a row in %s.".formatted(jar, ThirdParty.TABLE));
            }
        }
        var index =
                new StringBuilder(
                        """
                        # What others wrote, and its licences

                        | what | version | licence | texts | from |
                        | --- | --- | --- | --- | --- |
                        """);
        for (ThirdParty each : all) {
            List<String> own =
                    jars.stream().filter(jar -> each.jars().contains(ThirdParty.jar(jar))).toList();
            check(each, own);
            Set<String> texts = texts(each, lib, own);
            index.append(row(each, own, texts));
        }
        Files.writeString(out.resolve("README.md"), index);
    }

    private void check(ThirdParty each, List<String> own) {
        for (String licence : each.licences()) {
            if (!FITTING.contains(licence)) {
                faults.add(
                        "%s is under %s, which is not known to fit Apache-2.0."
                                .formatted(each.name(), licence));
            }
        }
        for (String jar : each.jars()) {
            if (own.stream().noneMatch(file -> ThirdParty.jar(file).equals(jar))) {
                faults.add(
                        "%s is in the table of licences, and not in the package.".formatted(jar));
            }
        }
    }

    private Set<String> texts(ThirdParty each, Path lib, List<String> own) throws IOException {
        Path folder = out.resolve(each.folder());
        Files.createDirectories(folder);
        Map<String, byte[]> texts = new TreeMap<>();
        for (Path text : each.texts()) {
            texts.put(text.getFileName().toString(), Files.readAllBytes(text));
        }
        for (String jar : own) {
            try (var zip = new ZipFile(lib.resolve(jar).toFile())) {
                for (ZipEntry entry : zip.stream().filter(Licenses::isText).toList()) {
                    byte[] text = zip.getInputStream(entry).readAllBytes();
                    String name = Path.of(entry.getName()).getFileName().toString();
                    byte[] there = texts.putIfAbsent(name, text);
                    if (there != null && !Arrays.equals(there, text)) {
                        texts.put(ThirdParty.jar(jar) + "-" + name, text);
                    }
                }
            }
        }
        for (var text : texts.entrySet()) {
            Files.write(folder.resolve(text.getKey()), text.getValue());
        }
        if (texts.isEmpty()) {
            faults.add("%s has no text of its licence.".formatted(each.name()));
        }
        return texts.keySet();
    }

    private static boolean isText(ZipEntry entry) {
        return !entry.isDirectory() && TEXT.matcher(entry.getName()).matches();
    }

    private static String row(ThirdParty each, List<String> own, Set<String> texts) {
        Set<String> versions = new TreeSet<>();
        own.forEach(jar -> versions.add(ThirdParty.version(jar)));
        List<String> links =
                texts.stream()
                        .map(text -> "[%s](%s/%s)".formatted(text, each.folder(), text))
                        .toList();
        return "| %s | %s | %s | %s | %s |%n"
                .formatted(
                        each.name(),
                        String.join(", ", versions),
                        String.join(" AND ", each.licences()),
                        String.join(", ", links),
                        each.from());
    }

    /// The file names of the libraries; our own jar has no version in its name.
    private static Set<String> jars(Path lib) throws IOException {
        Set<String> jars = new TreeSet<>();
        try (Stream<Path> files = Files.list(lib)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.equals("patchbay.jar"))
                    .forEach(jars::add);
        }
        return jars;
    }

    private void empty() throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> old = Files.walk(out)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(out);
    }
}
