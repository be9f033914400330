package dev.patchbay.backend.oci;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.settings.Secret;
import dev.patchbay.wire.Json;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// The token of a session that was begun with `oci session authenticate`. It says itself until when
/// it is good; one that does not is taken as it is, until OCI refuses it.
///
/// @param file where it is from and where its successor goes
record SessionToken(Secret value, Path file, Optional<Instant> from, Optional<Instant> until) {
    /// Tokens live for an hour, unless they say when they were made.
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    /// How much of its life a token has behind it when its successor is asked for.
    private static final double DUE = 0.8;

    static SessionToken of(String text, Path file) {
        JsonNode claims = claims(text);
        return new SessionToken(
                Secret.of(text), file, second(claims.path("iat")), second(claims.path("exp")));
    }

    boolean isOver(Instant now) {
        return until.map(end -> !now.isBefore(end)).orElse(false);
    }

    boolean isDue(Instant now) {
        if (until.isEmpty()) {
            return false;
        }
        Instant end = until.get();
        Instant begin = from.filter(end::isAfter).orElse(end.minus(USUAL_LIFE));
        long life = Duration.between(begin, end).toMillis();
        return !now.isBefore(begin.plusMillis((long) (life * DUE)));
    }

    private static Optional<Instant> second(JsonNode claim) {
        return claim.canConvertToLong() && claim.isNumber() && claim.asLong() < 1L << 40
                ? Optional.of(Instant.ofEpochSecond(claim.asLong()))
                : Optional.empty();
    }

    /// The payload of the token; empty where it has none that can be read.
    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "");
            JsonNode claims = Json.objectOrNull(new String(payload, StandardCharsets.UTF_8));
            return claims == null ? Json.object() : claims;
        } catch (IllegalArgumentException e) {
            // Then it is a token of another kind, which says nothing of itself.
            return Json.object();
        }
    }

    @Override
    public String toString() {
        return "a session token until " + until.map(Instant::toString).orElse("an unknown time");
    }
}
