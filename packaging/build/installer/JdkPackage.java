import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The packages of macOS and Windows, which jpackage makes as a whole.
final class JdkPackage {
    private final Plan plan;
    private final ProgramFolder program;

    JdkPackage(Plan plan, ProgramFolder program) {
        this.plan = plan;
        this.program = program;
    }

    /// What jpackage is told beside its options in files: what changes from build to build.
    static List<Object> changing(Plan plan) throws IOException {
        List<Object> words = new ArrayList<>(List.of("--app-version", version(plan)));
        Path resources = plan.own().resolve("resources");
        if (Files.exists(resources)) {
            words.addAll(List.of("--resource-dir", filled(resources, plan)));
        }
        return words;
    }

    /// On macOS jpackage refuses a version that begins with 0. What people see of it stands in our
    /// own Info.plist.
    private static String version(Plan plan) {
        boolean early = plan.isMac() && plan.numbers().startsWith("0.");
        return early ? "1" + plan.numbers().substring(1) : plan.numbers();
    }

    private static Path filled(Path resources, Plan plan) throws IOException {
        Path filled = Folders.empty(plan.work().resolve("resources"));
        Folders.copy(resources, filled);
        try (Stream<Path> files = Files.list(filled)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".plist")).toList()) {
                Files.writeString(
                        file, Files.readString(file).replace("@VERSION@", plan.numbers()));
            }
        }
        return filled;
    }

    Path make(Installer.Type type) throws IOException {
        if (plan.isMac()) {
            seal();
        }
        String ending = type.name().toLowerCase(java.util.Locale.ROOT);
        Path made = Files.createDirectories(plan.work().resolve(ending));
        List<Object> words = new ArrayList<>();
        words.add("@" + plan.root().resolve("packaging/jpackage.options"));
        words.add("@" + plan.own().resolve("package.options"));
        words.addAll(changing(plan));
        words.addAll(List.of("--type", ending, "--app-image", program.root(), "--dest", made));
        Command.ofJdk("jpackage", words.toArray()).run();
        return Files.move(
                Folders.list(made).getFirst(), plan.output().resolve(plan.fileName(ending)));
    }

    /// The cache came into the bundle after jpackage had signed it for this computer alone. With a
    /// certificate of one's own in PATCHBAY_SIGN_AS it is good for others, too.
    private void seal() throws IOException {
        String identity = System.getenv().getOrDefault("PATCHBAY_SIGN_AS", "-");
        List<Object> words = new ArrayList<>(List.of("--force", "--deep", "--sign", identity));
        words.addAll(List.of("--entitlements", plan.own().resolve("Patchbay.entitlements")));
        if (!identity.equals("-")) {
            words.addAll(List.of("--options", "runtime", "--timestamp"));
        }
        words.add(program.root());
        Command.of("codesign", words).run();
    }
}
