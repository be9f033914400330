package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.SecretUnavailable.Reason;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person who signed in may show a backend, for a while.
///
/// Times are of this computer's clock, and both are: how long a token lives is what its server
/// said, so a clock that is wrong makes no difference as long as it stays wrong.
///
/// @param tokenUrl who gave it, and alone may be shown the refresh token
/// @param clientId the program it was given to
/// @param received when it was asked for
/// @param expires when the access token ends, if the server told
/// @param fields what else the server told and the bearer form needs
/// @param ended the refresh token was refused: nobody needs to try it again
public record Login(
        String tokenUrl,
        String clientId,
        Secret accessToken,
        Optional<Secret> refreshToken,
        Instant received,
        Optional<Instant> expires,
        Map<String, Secret> fields,
        boolean ended) {
    private static final Duration LONGEST_EARLY = Duration.ofMinutes(5);
    private static final Duration LONGEST_LATE = Duration.ofSeconds(10);

    public Login {
        fields = Map.copyOf(fields);
    }

    /// All that nobody else may see. The fields may be names as well as secrets: nobody knows.
    public List<Secret> secrets() {
        List<Secret> all = new ArrayList<>(fields.values());
        all.add(accessToken);
        refreshToken.ifPresent(all::add);
        return all;
    }

    public Login asEnded() {
        return new Login(
                tokenUrl, clientId, accessToken, refreshToken, received, expires, fields, true);
    }

    /// Whether the access token has ended, or will before a request is through the door.
    public boolean isOver(Instant now) {
        return endsWithin(now, 10, LONGEST_LATE);
    }

    /// Whether it is time to renew it, though it can still be shown.
    public boolean isDue(Instant now) {
        return endsWithin(now, 5, LONGEST_EARLY);
    }

    private boolean endsWithin(Instant now, int share, Duration most) {
        if (expires.isEmpty()) {
            return false;
        }
        Duration early = Duration.between(received, expires.get()).dividedBy(share);
        Instant until = expires.get().minus(early.compareTo(most) < 0 ? early : most);
        return !now.isBefore(until);
    }

    /// The login as it is kept; the refresh token stands in it in the clear.
    public byte[] content() {
        ObjectNode object = SettingsJson.object();
        object.put("version", 1);
        object.put("tokenUrl", tokenUrl);
        object.put("clientId", clientId);
        object.put("accessToken", accessToken.reveal());
        refreshToken.ifPresent(token -> object.put("refreshToken", token.reveal()));
        object.put("received", received.toString());
        expires.ifPresent(at -> object.put("expires", at.toString()));
        ObjectNode told = object.putObject("fields");
        fields.forEach((name, value) -> told.put(name, value.reveal()));
        object.put("ended", ended);
        return SettingsJson.write(object);
    }

    public static Login read(byte[] content) throws SecretUnavailable {
        try {
            ObjectNode object = SettingsJson.read(content);
            Map<String, Secret> fields = new LinkedHashMap<>();
            object.path("fields")
                    .properties()
                    .forEach(
                            each -> fields.put(each.getKey(), Secret.of(each.getValue().asText())));
            return new Login(
                    text(object, "tokenUrl").orElse(""),
                    text(object, "clientId").orElse(""),
                    Secret.of(text(object, "accessToken").orElseThrow(Login::unusable)),
                    text(object, "refreshToken").map(Secret::of),
                    text(object, "received").map(Instant::parse).orElse(Instant.EPOCH),
                    text(object, "expires").map(Instant::parse),
                    fields,
                    object.path("ended").asBoolean(false));
        } catch (SettingsJson.Unreadable | DateTimeException e) {
            throw unusable();
        }
    }

    private static Optional<String> text(ObjectNode object, String key) {
        JsonNode value = object.path(key);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static SecretUnavailable unusable() {
        // The cause could quote a line of the file.
        return new SecretUnavailable(Reason.UNUSABLE, "What is kept of the sign-in is damaged.");
    }
}
