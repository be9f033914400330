package dev.patchbay.keys;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has this keychain")
class SecretServiceContractTest extends KeychainContract {
    @TempDir static Path folder;

    private static GnomeKeyring keyring;

    @BeforeAll
    static void start() throws Exception {
        keyring = GnomeKeyring.start(folder);
    }

    @AfterAll
    static void end() {
        if (keyring != null) {
            keyring.close();
        }
    }

    @Override
    Keychain keychain() {
        return SystemKeychain.of(environment(), "");
    }

    @Override
    Keychain another() {
        return SystemKeychain.of(environment(), "/some/other/home");
    }

    private static Map<String, String> environment() {
        return Map.of("DBUS_SESSION_BUS_ADDRESS", keyring.address());
    }
}
