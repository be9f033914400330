package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.OAuthServer;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.settings.Logins;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnio.XnioIoThread;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Tokens of a person who signed in: shown, renewed by one for all, kept before they are used.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoginRenewalTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String FIRST = "Bearer access-1:org_7";
    private static final String SECOND = "Bearer access-2:org_7";
    private static final String RENEWAL = "refresh_token refresh-1";

    @TempDir Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final List<AutoCloseable> open = new ArrayList<>();
    private OAuthServer server;
    private Logins logins;

    @BeforeEach
    void open() throws Exception {
        server = new OAuthServer();
        logins = new LoginFiles(folder, new KnownSecrets());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    private Signed program() throws Exception {
        return program(logins);
    }

    private Signed program(Logins kept) throws Exception {
        var program = new Signed(server.backend(Signed.ID), kept, clock);
        open.add(program);
        return program;
    }

    /// Somebody signed in just now, for an hour.
    private void signedIn() {
        Signed.keep(server, logins, clock.instant(), HOUR);
    }

    /// Somebody signed in, and their token has ended.
    private void expired() {
        signedIn();
        clock.pass(HOUR);
        server.revokeAccess();
    }

    private static void asksToSignIn(ProxyError error) {
        assertEquals(Kind.UNAUTHORIZED, error.kind(), error.message());
        assertEquals(401, error.status());
        assertEquals(Optional.of(false), error.shouldRetry());
        assertTrue(error.message().contains("`patchbay login club`"), error.message());
        assertTrue(error.message().startsWith("Club"), error.message());
    }

    @Test
    void a_token_is_shown_in_the_form_that_the_settings_give_it() throws Exception {
        signedIn();

        assertEquals(200, program().ask().awaitOver().status());
        assertEquals(List.of(FIRST), server.shown());
        assertEquals(List.of(), server.asked());
    }

    @Test
    void fifty_requests_on_an_expired_token_renew_it_once() throws Exception {
        expired();

        for (RecordedAnswer answer : program().ask(50)) {
            assertEquals(200, answer.status());
        }
        assertEquals(List.of(RENEWAL), server.asked());
        assertEquals(List.of(SECOND), server.shown().stream().distinct().toList());
    }

    @Test
    void fifty_requests_on_a_revoked_token_renew_it_once() throws Exception {
        signedIn();
        server.revokeAccess();

        for (RecordedAnswer answer : program().ask(50)) {
            assertEquals(200, answer.status());
        }
        assertEquals(List.of(RENEWAL), server.asked());
    }

    @Test
    void several_programs_that_share_a_login_renew_it_once() throws Exception {
        expired();
        var answers = new ArrayList<RecordedAnswer>();
        for (int i = 0; i < 4; i++) {
            answers.add(program(new LoginFiles(folder, new KnownSecrets())).ask());
        }

        for (RecordedAnswer answer : answers) {
            assertEquals(200, answer.awaitOver().status());
        }
        assertEquals(List.of(RENEWAL), server.asked());
    }

    @Test
    void a_token_that_ends_soon_is_renewed_while_it_is_still_shown() throws Exception {
        signedIn();
        var program = program();
        program.ask().awaitOver();
        clock.pass(HOUR.minusMinutes(5));
        server.closeGate();

        assertEquals(200, program.ask().awaitOver().status());
        server.awaitQuestions(1);
        assertEquals(List.of(FIRST, FIRST), server.shown());

        server.openGate();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.shown().contains(SECOND) && System.nanoTime() < until) {
            assertEquals(200, program.ask().awaitOver().status());
        }
        assertEquals(SECOND, server.shown().getLast());
        assertEquals(List.of(RENEWAL), server.asked());
    }

    @Test
    void a_renewal_that_fails_while_the_token_still_works_fails_nobody() throws Exception {
        signedIn();
        var program = program();
        program.ask().awaitOver();
        clock.pass(HOUR.minusMinutes(5));
        server.fail(100);

        for (RecordedAnswer answer : program.ask(20)) {
            assertEquals(200, answer.status());
        }
        server.awaitQuestions(1);
    }

    @Test
    void a_refused_token_is_renewed_and_the_request_sent_once_more() throws Exception {
        signedIn();
        server.revokeAccess();

        RecordedAnswer answer = program().ask().awaitOver();
        assertEquals(200, answer.status());
        assertEquals(List.of("retried", "head", "bytes", "end"), answer.told());
        assertEquals(List.of("its token was refused (401) and has been renewed"), answer.reasons());
        assertEquals(List.of(FIRST, SECOND), server.shown());
    }

    @Test
    void a_token_that_another_program_kept_is_tried_and_then_renewed() throws Exception {
        signedIn();
        var program = program();
        program.ask().awaitOver();
        signedIn();
        server.revokeAccess();

        assertEquals(200, program.ask().awaitOver().status());
        assertEquals(List.of(FIRST, FIRST, SECOND, SECOND.replace("2", "3")), server.shown());
        assertEquals(List.of("refresh_token refresh-2"), server.asked());
    }

    @Test
    void a_backend_that_takes_no_token_at_all_is_not_asked_for_ever() throws Exception {
        signedIn();
        server.bar();
        var program = program();

        asksToSignIn(program.ask().failure());
        assertEquals(List.of(FIRST, SECOND), server.shown());

        for (RecordedAnswer answer : program.ask(10)) {
            asksToSignIn(answer.failure());
        }
        assertEquals(1, server.renewals());

        clock.pass(Duration.ofMinutes(2));
        asksToSignIn(program.ask().failure());
        assertEquals(2, server.renewals());
    }

    @Test
    void where_nobody_is_signed_in_the_answer_says_how_to() throws Exception {
        asksToSignIn(program().ask().failure());
        assertEquals(List.of(), server.shown());
        assertEquals(List.of(), server.asked());
    }

    @Test
    void who_signs_in_by_another_program_is_heard_of_at_the_next_request() throws Exception {
        var program = program();
        asksToSignIn(program.ask().failure());
        signedIn();

        assertEquals(200, program.ask().awaitOver().status());
    }

    @Test
    void a_login_that_has_ended_is_tried_once_and_never_again() throws Exception {
        expired();
        server.endLogins();
        var program = program();
        ProxyError ended = program.ask().failure();

        asksToSignIn(ended);
        assertTrue(ended.message().contains("Refresh token already exchanged"), ended.message());
        for (RecordedAnswer answer : program.ask(10)) {
            asksToSignIn(answer.failure());
        }
        asksToSignIn(program().ask().failure());
        assertEquals(List.of(RENEWAL), server.asked());
        assertEquals(1, program.ended().size());
    }

    @Test
    void a_sign_in_server_in_trouble_is_no_end_of_the_login() throws Exception {
        expired();
        server.fail(1);
        var program = program();
        ProxyError trouble = program.ask().failure();

        assertEquals(Kind.UPSTREAM_FAILED, trouble.kind());
        assertTrue(trouble.message().contains("sign-in server of Club"), trouble.message());
        assertEquals(200, program.ask().awaitOver().status());
    }

    @Test
    void a_sign_in_server_that_is_gone_is_named() throws Exception {
        expired();
        String backend = server.backend(Signed.ID);
        server.close();
        var program = new Signed(backend, logins, clock);
        open.add(program);

        ProxyError gone = program.ask().failure();
        assertEquals(Kind.UNREACHABLE, gone.kind());
        assertTrue(gone.message().contains("sign-in server of Club"), gone.message());
    }

    @Test
    void a_program_that_dies_with_the_new_pair_kept_loses_no_login() throws Exception {
        expired();
        var breaking = new BrokenLogins(logins);
        breaking.breakOnce(BrokenLogins.Fault.DIES_AFTER);
        program(breaking).ask().failure();
        assertEquals(List.of(), server.shown());

        assertEquals(200, program().ask().awaitOver().status());
        assertEquals(List.of(RENEWAL), server.asked());
        assertEquals(List.of(SECOND), server.shown());
    }

    @Test
    void a_program_that_dies_before_the_new_pair_was_kept_leads_to_one_more_try_and_a_clear_end()
            throws Exception {
        expired();
        var breaking = new BrokenLogins(logins);
        breaking.breakOnce(BrokenLogins.Fault.DIES_BEFORE);
        program(breaking).ask().failure();

        var next = program();
        asksToSignIn(next.ask().failure());
        asksToSignIn(next.ask().failure());
        assertEquals(List.of(RENEWAL, RENEWAL), server.asked());
    }

    @Test
    void a_program_that_is_told_to_end_waits_until_a_new_pair_is_kept() throws Exception {
        expired();
        server.closeGate();
        var program = program();
        RecordedAnswer answer = program.ask();
        server.awaitQuestions(1);
        Thread ending = Thread.currentThread();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (ending.getState() != Thread.State.TIMED_WAITING
                                    && System.nanoTime() < until) {
                                Thread.onSpinWait();
                            }
                            server.openGate();
                        });
        program.leave();

        assertEquals(
                Optional.of(Secret.of("refresh-2")),
                logins.find(Signed.ID).orElseThrow().refreshToken());
        assertEquals(200, answer.awaitOver().status());
    }

    @Test
    void a_pair_that_found_no_room_on_the_disk_is_used_only_once_it_is_kept() throws Exception {
        expired();
        var breaking = new BrokenLogins(logins);
        breaking.breakOnce(BrokenLogins.Fault.NO_ROOM);
        var program = program(breaking);

        assertTrue(program.ask().failure().message().contains("could not be written"));
        assertEquals(List.of(), server.shown());

        assertEquals(200, program.ask().awaitOver().status());
        assertEquals(200, program().ask().awaitOver().status());
        assertEquals(List.of(RENEWAL), server.asked());
    }

    @ParameterizedTest
    @ValueSource(ints = {-300, 300})
    void a_clock_five_minutes_off_makes_no_difference(int seconds) throws Exception {
        server.expiresIn(240);
        clock.pass(Duration.ofSeconds(seconds));
        expired();
        var program = program();
        for (int i = 0; i < 5; i++) {
            assertEquals(200, program.ask().awaitOver().status());
        }
        assertEquals(1, server.renewals());

        clock.pass(Duration.ofSeconds(240));
        server.revokeAccess();
        assertEquals(200, program.ask().awaitOver().status());
        assertEquals(2, server.renewals());
    }

    @Test
    void a_clock_that_is_set_back_five_minutes_costs_one_refusal() throws Exception {
        signedIn();
        var program = program();
        program.ask().awaitOver();
        clock.pass(HOUR.minusMinutes(5));
        server.revokeAccess();

        assertEquals(200, program.ask().awaitOver().status());
        assertEquals(1, server.renewals());
    }

    @Test
    void a_token_without_a_known_end_is_shown_until_it_is_refused() throws Exception {
        expired();
        server.expiresIn(0);
        var program = program();
        program.ask().awaitOver();
        clock.pass(Duration.ofDays(30));

        assertEquals(200, program.ask().awaitOver().status());
        assertEquals(1, server.renewals());
    }

    @Test
    void tokens_are_shown_to_no_other_server_than_the_one_that_gave_them() throws Exception {
        signedIn();
        try (var other = new OAuthServer();
                var program = Signed.of(other, folder, clock)) {
            ProxyError error = program.ask().failure();

            asksToSignIn(error);
            assertTrue(error.message().contains("another address"), error.message());
            assertEquals(List.of(), other.shown());
            assertEquals(List.of(), other.asked());
        }
    }

    @Test
    void a_damaged_file_is_told_and_not_repeated() throws Exception {
        signedIn();
        Files.writeString(folder.resolve("club.json"), "{\"accessToken\": hush");
        ProxyError error = program().ask().failure();

        assertEquals(401, error.status());
        assertTrue(error.message().contains("damaged"), error.message());
    }

    @Test
    void a_request_that_nobody_waits_for_any_more_is_not_sent_after_the_renewal() throws Exception {
        expired();
        server.closeGate();
        var program = program();
        var leaving = new RecordedAnswer();
        XnioIoThread io = program.io();
        Upstream left = program.open(io, leaving);
        server.awaitQuestions(1);
        io.execute(left::close);
        RecordedAnswer staying = program.ask();
        server.openGate();

        assertEquals(200, staying.awaitOver().status());
        assertEquals(List.of(SECOND), server.shown());
        assertEquals(List.of(), leaving.told());
    }
}
