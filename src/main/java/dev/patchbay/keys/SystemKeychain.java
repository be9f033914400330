package dev.patchbay.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the keychain of a system.
public final class SystemKeychain {
    /// macOS and Windows may ask their user, too.
    private static final Duration LONGEST = SecretBus.Patience.USUAL.whole();

    private SystemKeychain() {}

    /// The keychain of this system.
    ///
    /// @param scope tells several Patchbays of one user apart; empty for the usual one
    public static Keychain of(Map<String, String> environment, String scope) {
        return of(System.getProperty("os.name"), environment, scope);
    }

    static Keychain of(String system, Map<String, String> environment, String scope) {
        String name = system.toLowerCase(Locale.ROOT);
        Keychain keychain;
        if (name.contains("mac") || name.contains("darwin")) {
            keychain = new MacKeychain(scope);
        } else if (name.startsWith("windows")) {
            keychain = new WindowsCredentials(scope);
        } else {
            Optional<String> bus = sessionBus(environment);
            if (bus.isEmpty()) {
                return new NoKeychain(
                        "There is no session bus (DBUS_SESSION_BUS_ADDRESS is not set), and so no"
                                + " keychain; in a desktop session there is one.");
            }
            keychain = new SecretService(bus.get(), scope, SecretBus.Patience.USUAL);
        }
        return new PatientKeychain(keychain, LONGEST);
    }

    /// Where nothing is said, systemd's users have their bus in the runtime folder.
    private static Optional<String> sessionBus(Map<String, String> environment) {
        String said = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").strip();
        if (!said.isEmpty()) {
            return Optional.of(said);
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "").strip();
        return !runtime.isEmpty() && Files.exists(Path.of(runtime, "bus"))
                ? Optional.of("unix:path=" + runtime + "/bus")
                : Optional.empty();
    }
}
