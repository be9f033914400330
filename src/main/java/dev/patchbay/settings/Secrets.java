package dev.patchbay.settings;

/// Where secrets are asked for. May block for seconds (a keychain's dialog, a command): never
/// asked on an I/O thread or the screen's thread.
public interface Secrets {
    /// The secret itself. What was found once is remembered until `forget`.
    Secret get(SecretRef ref) throws SecretUnavailable;

    /// Keeps a secret under this name, replacing what was there.
    void put(SecretRef.Keychain at, Secret secret) throws SecretUnavailable;

    /// Removes what is kept under this name; nothing there is no failure.
    void delete(SecretRef.Keychain at) throws SecretUnavailable;

    /// The next `get` looks again: what we remembered was refused by a backend, or has changed.
    void forget(SecretRef ref);

    /// Tells of a secret that was found elsewhere, so that it is masked like those found here.
    default void met(Secret secret) {}
}
