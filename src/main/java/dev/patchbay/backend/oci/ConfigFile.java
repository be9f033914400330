package dev.patchbay.backend.oci;

import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The OCI configuration file: profiles of keys and values. What a profile leaves unsaid is as in
/// the profile `DEFAULT`. No message repeats a line: it may hold a pass phrase.
final class ConfigFile {
    private static final String DEFAULT = "DEFAULT";

    private final Path path;
    private final Map<String, Map<String, String>> profiles;

    private ConfigFile(Path path, Map<String, Map<String, String>> profiles) {
        this.path = path;
        this.profiles = profiles;
    }

    /// Where Oracle's own programs look, in their order, unless the settings name the file.
    static Path find(Optional<String> named, Path home, Map<String, String> environment) {
        Path usual = home.resolve(".oci").resolve("config");
        return named.map(text -> at(text, home))
                .orElseGet(
                        () ->
                                Stream.of(
                                                Optional.of(usual),
                                                file(environment, "OCI_CONFIG_FILE", home),
                                                file(environment, "OCI_CLI_CONFIG_FILE", home),
                                                Optional.of(home.resolve(".oraclebmc/config")))
                                        .flatMap(Optional::stream)
                                        .filter(Files::isRegularFile)
                                        .findFirst()
                                        .orElse(usual));
    }

    private static Optional<Path> file(Map<String, String> environment, String name, Path home) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .map(text -> at(text.strip(), home));
    }

    /// A path as a person writes it: `~` is the home folder on every system.
    static Path at(String text, Path home) {
        if (text.equals("~")) {
            return home;
        }
        boolean atHome = text.startsWith("~/") || text.startsWith("~\\");
        return home.resolve(atHome ? text.substring(2) : text);
    }

    static ConfigFile read(Path path) throws SecretUnavailable {
        var text = Plain.text(path, "The OCI configuration");
        return parse(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static ConfigFile parse(Path path, String text) throws SecretUnavailable {
        var profiles = new HashMap<String, Map<String, String>>();
        Map<String, String> profile = null;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                String name = line.substring(1, line.length() - 1).strip();
                profile = profiles.computeIfAbsent(name, _ -> new HashMap<>());
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0 || profile == null) {
                throw new SecretUnavailable(
                        Reason.UNUSABLE,
                        "Line %d of the OCI configuration %s is no key with a value in a profile."
                                .formatted(number, path));
            }
            profile.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
        return new ConfigFile(path, profiles);
    }

    /// The keys and values of a profile, with those of `DEFAULT` behind them.
    Map<String, String> profile(String name) throws SecretUnavailable {
        if (!profiles.containsKey(name)) {
            throw new SecretUnavailable(
                    Reason.MISSING,
                    "The OCI configuration %s has no profile '%s'; it has %s."
                            .formatted(path, name, String.join(", ", profiles.keySet())));
        }
        var all = new HashMap<>(profiles.getOrDefault(DEFAULT, Map.of()));
        all.putAll(profiles.getOrDefault(name, Map.of()));
        return all;
    }
}
