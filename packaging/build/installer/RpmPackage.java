import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The package of Fedora and what is near it.
final class RpmPackage {
    private final Plan plan;
    private final ProgramFolder program;

    RpmPackage(Plan plan, ProgramFolder program) {
        this.plan = plan;
        this.program = program;
    }

    Path make() throws IOException {
        Path tree = Folders.empty(plan.work().resolve("rpm-tree"));
        new LinuxTree(plan, program).lay(tree);
        Path top = Folders.empty(plan.work().resolve("rpm"));
        Command.of(
                        "rpmbuild",
                        "-bb",
                        "--quiet",
                        "--target",
                        plan.arch().equals("amd64") ? "x86_64" : "aarch64",
                        defines(
                                Map.of(
                                        "_topdir", top.toString(),
                                        "version_of_patchbay", plan.sortable(),
                                        "tree", tree.toString(),
                                        "checkout", plan.root().toString())),
                        plan.own().resolve("patchbay.spec"))
                .run();
        Path made = Folders.list(Folders.list(top.resolve("RPMS")).getFirst()).getFirst();
        return Files.move(made, plan.output().resolve(made.getFileName()));
    }

    private static List<String> defines(Map<String, String> macros) {
        return macros.entrySet().stream()
                .flatMap(it -> List.of("--define", it.getKey() + " " + it.getValue()).stream())
                .toList();
    }
}
