package dev.patchbay.backend.oci;

import dev.patchbay.settings.Secret;

import java.security.PrivateKey;
import java.util.Optional;

/// What a request is signed with.
///
/// @param keyId the name OCI knows the key by; for a session it holds the token, so it is a secret
/// @param region where the profile is at home
/// @param session the session behind it, if it is one
record Credential(
        Secret keyId, PrivateKey key, Optional<String> region, Optional<SessionToken> session) {
    @Override
    public String toString() {
        return "••••";
    }
}
