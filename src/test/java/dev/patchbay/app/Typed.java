package dev.patchbay.app;

import dev.patchbay.desktop.AppPaths;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// What came of a line typed behind `patchbay`.
public record Typed(int exit, String out, String err) {
    /// @param home where every file is, the user's own among them
    public static Typed in(Path home, String... words) {
        var paths =
                new AppPaths(
                        home, home, home.resolve("cache"), home.resolve("logs"), home.resolve("r"));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        // PATCHBAY_HOME keeps the keychain of whoever runs the tests apart.
        Map<String, String> environment =
                Map.of(
                        "HOME", home.toString(),
                        "USERPROFILE", home.toString(),
                        "PATCHBAY_HOME", home.toString());
        int exit = Main.run(words, paths, environment, printing(out), printing(err));
        return new Typed(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
