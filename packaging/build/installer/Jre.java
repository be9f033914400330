import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The Java inside the packages: only the modules that are used, JavaFX among them.
final class Jre {
    private static final List<String> MODULES =
            List.of(
                    "java.base",
                    "java.desktop",
                    "java.logging",
                    "java.management",
                    "java.naming",
                    "java.net.http",
                    "java.scripting",
                    "java.security.jgss",
                    "java.security.sasl",
                    "java.sql",
                    "java.xml",
                    "jdk.crypto.ec",
                    "jdk.jfr",
                    "jdk.management",
                    "jdk.security.auth",
                    "jdk.unsupported",
                    "javafx.controls",
                    "javafx.fxml");

    private Jre() {}

    /// Nothing in it is compressed: a package compresses all of it better.
    static Path link(Plan plan, Libraries libraries) throws IOException {
        List<String> modules = new ArrayList<>(MODULES);
        if (plan.isWindows()) {
            modules.add("jdk.crypto.mscapi"); // the certificates that Windows trusts
        }
        Path linked = plan.work().resolve("java");
        Command.ofJdk(
                        "jlink",
                        List.of("--module-path", libraries.modules()),
                        List.of("--add-modules", String.join(",", modules)),
                        List.of("--strip-native-commands", "--strip-debug"),
                        List.of("--no-header-files", "--no-man-pages"),
                        List.of("--compress", "zip-0", "--output", linked))
                .run();
        Path natives = linked.resolve(plan.isWindows() ? "bin" : "lib");
        for (Path library : Folders.list(libraries.natives())) {
            Folders.put(library, natives.resolve(library.getFileName()));
        }
        return linked;
    }
}
