import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is to be made, where, and for which system: always the one that this runs on.
///
/// @param version as the pom has it
/// @param system linux, macos or windows
/// @param arch as Java calls it: amd64 or aarch64
/// @param root the checkout
record Plan(String version, String system, String arch, List<Installer.Type> types, Path root) {
    static Plan of(String version, String types) {
        String system = system(System.getProperty("os.name").toLowerCase(Locale.ROOT));
        List<Installer.Type> possible = Installer.Type.of(system);
        List<Installer.Type> wanted =
                types.isBlank()
                        ? possible
                        : Arrays.stream(types.split(","))
                                .map(
                                        it ->
                                                Installer.Type.valueOf(
                                                        it.strip().toUpperCase(Locale.ROOT)))
                                .toList();
        if (!possible.containsAll(wanted)) {
            throw new Command.Failed("On %s there can be %s only.".formatted(system, possible));
        }
        String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "amd64";
        return new Plan(version, system, arch, wanted, Path.of("").toAbsolutePath());
    }

    private static String system(String name) {
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : "linux";
    }

    /// The program as the build leaves it, for a Java that is installed.
    Path built() {
        return root.resolve("target/patchbay");
    }

    /// Where packages end up.
    Path output() {
        return root.resolve("target/installer");
    }

    /// Where they are put together.
    Path work() {
        return output().resolve("work");
    }

    /// What is known of this system alone.
    Path own() {
        return root.resolve("packaging").resolve(system);
    }

    /// The name of a package that says which system it is for.
    String fileName(String ending) {
        String chip = arch.equals("amd64") ? "x64" : "arm64";
        return "patchbay-%s-%s-%s.%s".formatted(version, system, chip, ending);
    }

    /// The version's numbers, which is all that jpackage takes.
    String numbers() {
        return version.replaceAll("-.*", "");
    }

    /// The version for systems on which a tilde sorts before nothing: a snapshot comes before its
    /// release.
    String sortable() {
        return version.replace('-', '~');
    }

    boolean isLinux() {
        return system.equals("linux");
    }

    boolean isMac() {
        return system.equals("macos");
    }

    boolean isWindows() {
        return system.equals("windows");
    }
}
