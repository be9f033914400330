package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.backend.Credential;
import dev.patchbay.backend.OwnSockets;
import dev.patchbay.proxy.board.Door;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.Settings;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/// Of all that a client shows, what is not ours is its own.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoorCredentialTest {
    private final Door door =
            new Door(
                    Settings.DEFAULT.server(),
                    shown -> Optional.of("default").filter(_ -> shown.equals("ours")),
                    new OwnSockets());

    private Optional<Credential> credential(String... lines) {
        var http = new HttpServerExchange(null);
        for (int i = 0; i < lines.length; i += 2) {
            http.getRequestHeaders().add(new HttpString(lines[i]), lines[i + 1]);
        }
        return door.credential(http);
    }

    private static Optional<Credential> of(AuthStyle style, String value) {
        return Optional.of(new Credential(style, Secret.of(value)));
    }

    @Test
    void our_token_in_its_own_header_leaves_the_client_its_credential() {
        assertEquals(
                of(new AuthStyle.Bearer(), "theirs"),
                credential("x-patchbay-token", "ours", "authorization", "bearer  theirs "));
        assertEquals(
                of(new AuthStyle.ApiKey(), "theirs"),
                credential("x-patchbay-token", "ours", "X-Api-Key", "theirs"));
    }

    @Test
    void our_token_in_one_header_and_theirs_in_the_other_are_told_apart() {
        assertEquals(
                of(new AuthStyle.Bearer(), "theirs"),
                credential("x-api-key", "ours", "authorization", "Bearer theirs"));
        assertEquals(
                of(new AuthStyle.ApiKey(), "theirs"),
                credential("x-api-key", "theirs", "authorization", "Bearer ours"));
    }

    @Test
    void our_token_is_never_theirs() {
        assertEquals(
                Optional.empty(),
                credential(
                        "x-patchbay-token",
                        "ours",
                        "x-api-key",
                        "ours",
                        "authorization",
                        "Bearer ours"));
        assertEquals(Optional.empty(), credential("x-patchbay-token", "theirs"));
        assertEquals(Optional.empty(), credential("x-api-key", " ", "authorization", "Basic dTpw"));
    }

    @Test
    void it_does_not_show_when_it_is_printed() {
        assertFalse(credential("x-api-key", "theirs").toString().contains("theirs"));
    }
}
