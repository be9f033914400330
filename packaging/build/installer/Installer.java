import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes what people install on the system that this runs on, out of target/patchbay: a program
/// folder with a Java of its own, and packages around it. See packaging/README.md.
///
///     java packaging/build/installer/Installer.java VERSION [TYPES]
///
/// TYPES are apart by commas; without them, all that this system has.
final class Installer {
    private Installer() {}

    public static void main(String[] args) throws Exception {
        try {
            var plan = Plan.of(args[0], args.length > 1 ? args[1] : "");
            make(plan);
        } catch (Command.Failed | IOException e) {
            System.err.println(e instanceof Command.Failed ? e.getMessage() : e.toString());
            System.exit(1);
        }
    }

    private static void make(Plan plan) throws IOException {
        Folders.empty(plan.output());
        var libraries = Libraries.sorted(plan);
        Path java = Jre.link(plan, libraries);
        var program = ProgramFolder.make(plan, libraries, java);
        Rehearsal.of(plan, program).fillCache();
        for (Installer.Type type : plan.types()) {
            Path made = make(type, plan, program);
            System.out.printf("%s  %.1f MB%n", made, Files.size(made) / 1e6);
        }
        Folders.delete(plan.work());
    }

    private static Path make(Type type, Plan plan, ProgramFolder program) throws IOException {
        return switch (type) {
            case DEB -> new DebPackage(plan, program).make();
            case RPM -> new RpmPackage(plan, program).make();
            case TAR -> new Tarball(plan, program).make();
            case DMG, PKG, MSI, EXE -> new JdkPackage(plan, program).make(type);
        };
    }

    /// What can be made.
    enum Type {
        DEB("linux"),
        RPM("linux"),
        TAR("linux"),
        DMG("macos"),
        PKG("macos"),
        MSI("windows"),
        EXE("windows");

        private final String system;

        Type(String system) {
            this.system = system;
        }

        static List<Type> of(String system) {
            return List.of(values()).stream().filter(it -> it.system.equals(system)).toList();
        }
    }
}
