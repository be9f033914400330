package dev.patchbay.desktop;

import dev.patchbay.settings.OwnerOnly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Where each of our files belongs on this system. Folders are made when asked for by `ready`, for
/// their owner alone.
///
/// @param settings the folder of settings.json and what lies beside it
/// @param data what must be kept
/// @param cache what can be fetched again
/// @param logs what was told
/// @param runtime what lives only while the program runs
public record AppPaths(Path settings, Path data, Path cache, Path logs, Path runtime) {
    /// The paths of this process.
    public static AppPaths here() {
        return of(
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    static AppPaths of(String system, Path home, Map<String, String> environment) {
        Function<String, String> variable = name -> environment.getOrDefault(name, "").strip();
        if (!variable.apply("PATCHBAY_HOME").isEmpty()) {
            return under(expanded(variable.apply("PATCHBAY_HOME"), home));
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac") || name.contains("darwin")) {
            return mac(home.resolve("Library"));
        }
        return name.startsWith("windows") ? windows(home, variable) : xdg(home, variable);
    }

    public Path settingsFile() {
        return settings.resolve("settings.json");
    }

    public Path historyFile() {
        return data.resolve("history.db");
    }

    /// Prices that were brought in by hand.
    public Path pricesFile() {
        return data.resolve("prices.json");
    }

    /// What was learned about counting tokens.
    public Path calibrationFile() {
        return data.resolve("calibration.tsv");
    }

    public Path logFile() {
        return logs.resolve("patchbay.jsonl");
    }

    /// What windows remember: where they stood.
    public Path windowsFile() {
        return data.resolve("windows.properties");
    }

    /// Our own store of secrets, where the system has no keychain.
    public Path secretsFile() {
        return settings.resolve("secrets.properties");
    }

    /// Where sign-ins are kept.
    public Path loginsFolder() {
        return settings.resolve("logins");
    }

    /// Where libraries unpack their native parts.
    public Path nativeFolder() {
        return cache.resolve("native");
    }

    public Path controlSocket() {
        return runtime.resolve("patchbay.sock");
    }

    /// The same paths with every folder made, closed to writers other than their owner, and swept
    /// of what programs left that were killed while they wrote.
    public AppPaths ready() throws IOException {
        for (Path folder : new Path[] {settings, data, cache, logs, runtime}) {
            OwnerOnly.ownFolder(folder);
        }
        OwnerOnly.sweep(settings);
        OwnerOnly.sweep(data);
        return this;
    }

    private static AppPaths under(Path root) {
        return new AppPaths(
                root, root, root.resolve("cache"), root.resolve("logs"), root.resolve("run"));
    }

    private static AppPaths mac(Path library) {
        Path support = library.resolve("Application Support/Patchbay");
        return new AppPaths(
                support,
                support,
                library.resolve("Caches/Patchbay"),
                library.resolve("Logs/Patchbay"),
                support.resolve("run"));
    }

    private static AppPaths windows(Path home, Function<String, String> variable) {
        Path roaming = folder(variable.apply("APPDATA"), home.resolve("AppData/Roaming"));
        Path local = folder(variable.apply("LOCALAPPDATA"), home.resolve("AppData/Local"));
        Path ours = local.resolve("Patchbay");
        return new AppPaths(
                roaming.resolve("Patchbay"),
                ours,
                ours.resolve("cache"),
                ours.resolve("logs"),
                ours.resolve("run"));
    }

    private static AppPaths xdg(Path home, Function<String, String> variable) {
        Path data = folder(variable.apply("XDG_DATA_HOME"), home.resolve(".local/share"));
        Path state = folder(variable.apply("XDG_STATE_HOME"), home.resolve(".local/state"));
        // A system without a runtime folder of the user's gets one among what must be kept.
        Path runtime = folder(variable.apply("XDG_RUNTIME_DIR"), data.resolve("patchbay/run"));
        return new AppPaths(
                folder(variable.apply("XDG_CONFIG_HOME"), home.resolve(".config"))
                        .resolve("patchbay"),
                data.resolve("patchbay"),
                folder(variable.apply("XDG_CACHE_HOME"), home.resolve(".cache"))
                        .resolve("patchbay"),
                state.resolve("patchbay/logs"),
                runtime.endsWith("patchbay/run") ? runtime : runtime.resolve("patchbay"));
    }

    /// The XDG specification: a path that is not absolute is to be ignored.
    private static Path folder(String said, Path usual) {
        return !said.isEmpty() && Path.of(said).isAbsolute() ? Path.of(said) : usual;
    }

    private static Path expanded(String said, Path home) {
        boolean inHome = said.equals("~") || said.startsWith("~/");
        return inHome
                ? home.resolve(said.length() > 2 ? said.substring(2) : "")
                : Path.of(said).toAbsolutePath().normalize();
    }
}
