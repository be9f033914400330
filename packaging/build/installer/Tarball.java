import java.io.IOException;
import java.nio.file.Path;

/// The program in a folder that lies anywhere, for who may not or will not install.
final class Tarball {
    private final Plan plan;
    private final ProgramFolder program;

    Tarball(Plan plan, ProgramFolder program) {
        this.plan = plan;
        this.program = program;
    }

    Path make() throws IOException {
        Path around = Folders.empty(plan.work().resolve("tar"));
        Path folder = around.resolve("patchbay-" + plan.version());
        Folders.copy(program.root(), folder);
        new LinuxTree(plan, program).layShare(folder.resolve("share"));
        for (String paper : new String[] {"LICENSE", "README.md", "CHANGELOG.md"}) {
            Folders.put(plan.root().resolve(paper), folder.resolve(paper));
        }
        Path file = plan.output().resolve(plan.fileName("tar.gz"));
        Command.of(
                        "tar",
                        "--create",
                        "--file=" + file,
                        "--use-compress-program=gzip -9 --no-name",
                        "--directory=" + around,
                        "--sort=name",
                        "--owner=0",
                        "--group=0",
                        "--numeric-owner",
                        folder.getFileName())
                .run();
        return file;
    }
}
