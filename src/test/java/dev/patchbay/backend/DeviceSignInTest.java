package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.OAuthServer;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.Logins;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A person signs in by entering a code on a page.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeviceSignInTest {
    @TempDir Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final List<DeviceCode> shown = new ArrayList<>();
    private OAuthServer server;
    private Signed program;

    @BeforeEach
    void open() throws Exception {
        server = new OAuthServer();
        program = Signed.of(server, folder, clock);
    }

    @AfterEach
    void close() {
        program.close();
        server.close();
    }

    private void signIn() {
        program.signer().signIn(program.io(), shown::add);
    }

    private ProxyError failure() {
        return assertThrows(ProxyError.class, this::signIn);
    }

    @Test
    void the_person_is_shown_a_code_and_where_to_enter_it() {
        signIn();

        DeviceCode code = shown.getFirst();
        assertEquals("ABCD-EFGH", code.userCode());
        assertEquals(server.url("/enter"), code.page());
        assertEquals(Optional.of(server.url("/enter?code=ABCD-EFGH")), code.direct());
        assertEquals(Duration.ofMinutes(5), code.lifetime());
        assertFalse(code.toString().contains("ours-1"), code.toString());
    }

    @Test
    void requests_use_the_sign_in_at_once() throws Exception {
        signIn();

        assertEquals(200, program.ask().awaitOver().status());
        assertEquals(List.of("Bearer access-1:org_7"), server.shown());
    }

    @Test
    void the_sign_in_is_kept_with_all_that_a_renewal_needs() throws Exception {
        signIn();

        Login kept = new LoginFiles(folder, new KnownSecrets()).find(Signed.ID).orElseThrow();
        assertEquals(server.url("/token"), kept.tokenUrl());
        assertEquals(OAuthServer.CLIENT, kept.clientId());
        assertEquals("refresh-1", kept.refreshToken().orElseThrow().reveal());
        assertEquals(Optional.of(clock.instant().plusSeconds(3600)), kept.expires());
        assertEquals("org_7", kept.fields().get("organization_id").reveal());
    }

    @Test
    void the_server_is_asked_as_seldom_as_it_wants() {
        server.pending(3);
        signIn();

        assertEquals(
                List.of(1L, 1L, 1L, 6L),
                program.pauses().stream().map(Duration::toSeconds).toList());
    }

    @Test
    void a_new_sign_in_takes_the_place_of_one_that_has_ended() throws Exception {
        signIn();
        server.revokeAccess();
        server.endLogins();
        assertEquals(401, program.ask().failure().status());
        signIn();

        assertEquals(200, program.ask().awaitOver().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "expired_token"})
    void a_person_who_does_not_want_to_is_not_asked_on(String error) {
        server.deny(error);
        ProxyError denied = failure();

        assertEquals(401, denied.status());
        assertTrue(denied.message().contains(error), denied.message());
        assertEquals(1, server.asked().size());
    }

    @Test
    void a_code_that_nobody_enters_ends_in_time() {
        server.pending(10_000);

        assertTrue(failure().message().contains("in time"));
        assertEquals(300, server.asked().size());
    }

    @Test
    void trouble_at_the_server_is_waited_out() {
        server.fail(2);
        signIn();

        assertEquals(3, server.asked().size());
    }

    @Test
    void a_sign_in_can_be_given_up() {
        Thread.currentThread().interrupt();

        assertEquals(ProxyError.Kind.CANCELLED, failure().kind());
        assertTrue(Thread.interrupted());
    }

    @Test
    void a_sign_in_that_was_complete_is_kept_though_it_was_given_up_meanwhile() throws Exception {
        var files = new LoginFiles(folder, new KnownSecrets());
        Thread person = Thread.currentThread();
        Logins late =
                new Logins() {
                    @Override
                    public Optional<Login> find(String backend) throws SecretUnavailable {
                        return files.find(backend);
                    }

                    @Override
                    public Hold hold(String backend) throws SecretUnavailable {
                        person.interrupt();
                        return files.hold(backend);
                    }
                };
        try (var program = new Signed(server.backend(Signed.ID), late, clock)) {
            program.signer().signIn(program.io(), shown::add);
        }

        assertTrue(Thread.interrupted());
        assertTrue(files.find(Signed.ID).isPresent());
    }

    @Test
    void a_client_that_the_server_does_not_know_is_told_where_to_look() throws Exception {
        String backend = server.backend(Signed.ID).replace(OAuthServer.CLIENT, "somebody");
        try (var stranger =
                new Signed(backend, new LoginFiles(folder, new KnownSecrets()), clock)) {
            var error =
                    assertThrows(
                            ProxyError.class,
                            () -> stranger.signer().signIn(stranger.io(), shown::add));
            assertTrue(error.message().contains("oauth part of its settings"), error.message());
        }
    }

    @Test
    void settings_without_an_address_to_begin_at_are_named() throws Exception {
        String backend = server.backend(Signed.ID).replace("deviceUrl", "device");
        try (var lost = new Signed(backend, new LoginFiles(folder, new KnownSecrets()), clock)) {
            var error =
                    assertThrows(
                            ProxyError.class, () -> lost.signer().signIn(lost.io(), shown::add));
            assertTrue(error.message().contains("oauth.deviceUrl"), error.message());
        }
    }

    @Test
    void a_backend_without_a_sign_in_says_so() {
        assertTrue(
                assertThrows(ProxyError.class, () -> Signer.NONE.signIn(program.io(), shown::add))
                        .message()
                        .contains("no sign-in"));
    }
}
