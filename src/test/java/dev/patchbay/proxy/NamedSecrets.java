package dev.patchbay.proxy;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Secrets;

import java.util.Locale;

/// Secrets that are the names of their places: `env:K1` is `env:k1`.
final class NamedSecrets implements Secrets {
    @Override
    public Secret get(SecretRef ref) {
        return Secret.of(ref.toString().toLowerCase(Locale.ROOT));
    }

    @Override
    public void put(SecretRef.Keychain at, Secret secret) {}

    @Override
    public void delete(SecretRef.Keychain at) {}

    @Override
    public void forget(SecretRef ref) {}
}
