package dev.patchbay.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Whether Patchbay starts when its user logs in. What the system has on that is what counts: its
/// own tools may switch it, too.
public interface Autostart {
    enum State {
        ON,
        /// Somebody switched it off by the system's own tools, which keep the entry.
        SWITCHED_OFF,
        /// The system has no such entry.
        ABSENT
    }

    State state();

    void set(boolean on) throws IOException;

    /// That of this system.
    ///
    /// @param launcher the program that starts Patchbay
    static Autostart of(Path launcher, Map<String, String> environment) {
        return of(
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                launcher,
                environment);
    }

    static Autostart of(String system, Path home, Path launcher, Map<String, String> environment) {
        Function<String, Optional<String>> variable =
                name ->
                        Optional.ofNullable(environment.get(name))
                                .map(String::strip)
                                .filter(it -> !it.isEmpty());
        List<String> command = List.of(launcher.toString(), "--hidden");
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new RunKey(command, RunKey::reg);
        }
        command = inItsHome(command, variable.apply("PATCHBAY_HOME"));
        if (name.contains("mac") || name.contains("darwin")) {
            return new LaunchAgent(home.resolve("Library/LaunchAgents"), command);
        }
        Path config =
                variable.apply("XDG_CONFIG_HOME")
                        .map(Path::of)
                        .filter(Path::isAbsolute)
                        .orElse(home.resolve(".config"));
        return new DesktopEntry(config.resolve("autostart"), command);
    }

    private static List<String> inItsHome(List<String> command, Optional<String> patchbayHome) {
        if (patchbayHome.isEmpty()) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("/usr/bin/env"));
        whole.add("PATCHBAY_HOME=" + patchbayHome.get());
        whole.addAll(command);
        return whole;
    }
}
