package dev.patchbay.keys;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;

import java.util.List;

/// Patchbay's own store of named secrets: what `keychain:NAME` means. One adapter for each system,
/// and `OwnerOnlyFile` where its user agreed to that. Each call has a deadline of its own.
public interface Keychain {
    Secret get(String name) throws SecretUnavailable;

    /// Keeps a secret under this name, replacing what was there.
    void put(String name, Secret secret) throws SecretUnavailable;

    /// Nothing there is no failure.
    void delete(String name) throws SecretUnavailable;

    /// The names of all that is kept, in order.
    List<String> names() throws SecretUnavailable;

    /// What people call this place; says so where it does not encrypt.
    String place();
}
