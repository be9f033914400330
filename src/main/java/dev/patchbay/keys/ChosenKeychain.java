package dev.patchbay.keys;

import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;

import java.util.List;
import java.util.function.Supplier;

/// The keychain or the file, as the settings say at the moment of each question. Never one in the
/// place of the other: a key would be in two places, or in one that nobody agreed to.
public final class ChosenKeychain implements Keychain {
    private final Supplier<KeyPlace> choice;
    private final Keychain system;
    private final Keychain file;

    public ChosenKeychain(Supplier<KeyPlace> choice, Keychain system, Keychain file) {
        this.choice = choice;
        this.system = system;
        this.file = file;
    }

    @Override
    public Secret get(String name) throws SecretUnavailable {
        return chosen().get(name);
    }

    @Override
    public void put(String name, Secret secret) throws SecretUnavailable {
        chosen().put(name, secret);
    }

    @Override
    public void delete(String name) throws SecretUnavailable {
        chosen().delete(name);
    }

    @Override
    public List<String> names() throws SecretUnavailable {
        return chosen().names();
    }

    @Override
    public String place() {
        return chosen().place();
    }

    private Keychain chosen() {
        return switch (choice.get()) {
            case KEYCHAIN -> system;
            case FILE -> file;
        };
    }
}
