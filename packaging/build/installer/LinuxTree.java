import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where each file goes on a Linux system. All of them belong to the package, so its removal takes
/// all of them and no script has to.
final class LinuxTree {
    private static final String ID = "dev.patchbay.patchbay";

    private final Plan plan;
    private final ProgramFolder program;

    LinuxTree(Plan plan, ProgramFolder program) {
        this.plan = plan;
        this.program = program;
    }

    /// @param root stands for `/`
    void lay(Path root) throws IOException {
        Path lib = root.resolve("usr/lib/patchbay");
        Folders.copy(program.root(), lib);
        Path bin = Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(bin.resolve("patchbay"), Path.of("../lib/patchbay/bin/patchbay"));
        layShare(root.resolve("usr/share"));
        put("patchbay.service", root.resolve("usr/lib/systemd/user/patchbay.service"));
        zipped(plan.own().resolve("patchbay.1"), root.resolve("usr/share/man/man1/patchbay.1.gz"));
    }

    /// What a desktop shows of the program.
    void layShare(Path share) throws IOException {
        put(ID + ".desktop", share.resolve("applications/" + ID + ".desktop"));
        put(ID + ".metainfo.xml", share.resolve("metainfo/" + ID + ".metainfo.xml"));
        Path icons = plan.root().resolve("icons");
        Path theme = share.resolve("icons/hicolor");
        for (Path icon : Folders.list(icons)) {
            String size =
                    icon.getFileName().toString().replaceAll("patchbay-(\\d+)\\.png|.*", "$1");
            if (!size.isEmpty() && Integer.parseInt(size) <= 512) {
                Folders.put(icon, theme.resolve(size + "x" + size + "/apps/patchbay.png"));
            }
        }
        Folders.put(icons.resolve("patchbay.svg"), theme.resolve("scalable/apps/patchbay.svg"));
    }

    private void put(String file, Path at) throws IOException {
        Folders.put(plan.own().resolve(file), at);
    }

    /// Compressed without a time or a name inside, so that the same text gives the same file.
    static void zipped(Path text, Path at) throws IOException {
        Path plain = at.resolveSibling(at.getFileName().toString().replaceAll("\\.gz$", ""));
        Folders.put(text, plain);
        Command.of("gzip", "-9", "--no-name", plain).run();
    }
}
