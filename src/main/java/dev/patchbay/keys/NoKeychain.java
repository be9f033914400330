package dev.patchbay.keys;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import java.util.List;

/// Where a system has no keychain, or none that we know.
final class NoKeychain implements Keychain {
    private final String why;

    /// @param why a sentence for people
    NoKeychain(String why) {
        this.why = why;
    }

    @Override
    public Secret get(String name) throws SecretUnavailable {
        throw absent();
    }

    @Override
    public void put(String name, Secret secret) throws SecretUnavailable {
        throw absent();
    }

    @Override
    public void delete(String name) throws SecretUnavailable {
        throw absent();
    }

    @Override
    public List<String> names() throws SecretUnavailable {
        throw absent();
    }

    @Override
    public String place() {
        return "no keychain";
    }

    private SecretUnavailable absent() {
        return new SecretUnavailable(Reason.ABSENT, why + " " + Ways.WITHOUT);
    }
}
