package dev.patchbay.keys;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.util.Map;

/// Asks the real keychain of the person who runs it, in scopes of its own.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has this keychain")
class WindowsCredentialsContractTest extends KeychainContract {
    private final Keychain keychain = SystemKeychain.of(Map.of(), "contract");
    private final Keychain another = SystemKeychain.of(Map.of(), "another contract");

    @Override
    Keychain keychain() {
        return keychain;
    }

    @Override
    Keychain another() {
        return another;
    }
}
