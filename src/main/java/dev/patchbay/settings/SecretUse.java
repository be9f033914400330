package dev.patchbay.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// One place of the settings where a secret is wanted.
///
/// @param user who wants it, in words for people
/// @param ref where it is to be found
public record SecretUse(String user, SecretRef ref) {
    /// Every place, backends first, in the order of the settings.
    public static List<SecretUse> in(Settings settings) {
        List<SecretUse> uses = new ArrayList<>();
        for (BackendSettings backend : settings.backends()) {
            backend.auth().keys().forEach(ref -> uses.add(new SecretUse(user(backend), ref)));
        }
        for (LocalToken token : settings.server().tokens()) {
            uses.add(new SecretUse("local token " + token.name(), token.token()));
        }
        return uses;
    }

    /// The settings with the keys of their backends referred to in other ways.
    ///
    /// @param other what takes the place of a backend's key
    public static Settings keys(
            Settings settings, BiFunction<BackendSettings, SecretRef, SecretRef> other) {
        return settings.withBackends(
                settings.backends().stream().map(backend -> referring(backend, other)).toList());
    }

    private static BackendSettings referring(
            BackendSettings backend, BiFunction<BackendSettings, SecretRef, SecretRef> other) {
        Auth auth = backend.auth();
        return backend.withAuth(
                auth.withKeys(auth.keys().stream().map(ref -> other.apply(backend, ref)).toList()));
    }

    private static String user(BackendSettings backend) {
        return "backend " + backend.id();
    }
}
