import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The package of Debian, Ubuntu and what comes from them.
final class DebPackage {
    private final Plan plan;
    private final ProgramFolder program;

    DebPackage(Plan plan, ProgramFolder program) {
        this.plan = plan;
        this.program = program;
    }

    Path make() throws IOException {
        Path root = Folders.empty(plan.work().resolve("deb"));
        new LinuxTree(plan, program).lay(root);
        layPapers(root.resolve("usr/share"));
        layControl(Files.createDirectories(root.resolve("DEBIAN")), Folders.size(root));
        rights(root);
        Path file = plan.output().resolve("patchbay_%s_%s.deb".formatted(version(), chip()));
        Command.of("dpkg-deb", "-Zxz", "--root-owner-group", "--build", root, file).run();
        return file;
    }

    private String version() {
        return plan.sortable() + "-1";
    }

    private String chip() {
        return plan.arch().equals("amd64") ? "amd64" : "arm64";
    }

    private void layPapers(Path share) throws IOException {
        Path papers = share.resolve("doc/patchbay");
        Folders.put(plan.own().resolve("copyright"), papers.resolve("copyright"));
        LinuxTree.zipped(plan.root().resolve("CHANGELOG.md"), papers.resolve("changelog.gz"));
        Path debian = Files.writeString(plan.work().resolve("changelog.Debian"), changes());
        LinuxTree.zipped(debian, papers.resolve("changelog.Debian.gz"));
        Folders.put(
                plan.own().resolve("lintian-overrides"),
                share.resolve("lintian/overrides/patchbay"));
    }

    private String changes() throws IOException {
        return """
        patchbay (%s) stable; urgency=medium

          * The package of Patchbay %s; what changed is in changelog.gz.

         -- %s  %s
        """
                .formatted(version(), plan.version(), maintainer(), date());
    }

    private String maintainer() throws IOException {
        return control()
                .lines()
                .filter(line -> line.startsWith("Maintainer: "))
                .findFirst()
                .orElseThrow()
                .replace("Maintainer: ", "");
    }

    /// Of the jar, so that the same program gives the same package.
    private String date() throws IOException {
        var built = Files.getLastModifiedTime(plan.built().resolve("lib/patchbay.jar"));
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                .format(ZonedDateTime.ofInstant(built.toInstant(), ZoneOffset.UTC));
    }

    private String control() throws IOException {
        return Files.readString(plan.own().resolve("control"));
    }

    private void layControl(Path folder, long bytes) throws IOException {
        Files.writeString(
                folder.resolve("control"),
                control()
                        .replace("@VERSION@", version())
                        .replace("@ARCH@", chip())
                        .replace("@SIZE@", String.valueOf(bytes / 1024)));
        Folders.put(plan.own().resolve("prerm"), folder.resolve("prerm"));
    }

    /// Whoever builds may have any mask.
    private static void rights(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (Path each : all.filter(it -> !Files.isSymbolicLink(it)).toList()) {
                boolean open = Files.isDirectory(each) || Files.isExecutable(each);
                Files.setPosixFilePermissions(
                        each, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
