package dev.patchbay.settings;

import java.util.Optional;

/// How a backend signs in with OCI: what `auth` says beside its style.
///
/// @param configFile the file of profiles; where Oracle's own clients look if nothing is said
/// @param profile the profile in it
/// @param passPhrase of the profile's key, if the profile does not hold it: the first of
///     `auth.keys`
/// @param refreshUrl where a session token is exchanged for the next one; the region's own address
///     if nothing is said
public record OciAuth(
        Optional<String> configFile,
        String profile,
        Optional<SecretRef> passPhrase,
        Optional<String> refreshUrl) {
    private static final String DEFAULT_PROFILE = "DEFAULT";

    public static OciAuth of(Auth auth) {
        return new OciAuth(
                text(auth, "configFile"),
                text(auth, "profile").orElse(DEFAULT_PROFILE),
                auth.keys().stream().findFirst(),
                text(auth, "refreshUrl"));
    }

    static void check(Section in) {
        in.text("configFile");
        in.text("profile");
        in.text("refreshUrl");
    }

    private static Optional<String> text(Auth auth, String key) {
        return Optional.of(auth.written().at(key).asText("").strip())
                .filter(text -> !text.isEmpty());
    }
}
