package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Note;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/// A backend that leads back to the door its requests came from.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoopTest {
    private static final String OWN_WAY = "been through this Patchbay before";

    private static Settings leadingTo(BackendKind kind, int port, int own) {
        String url = "http://127.0.0.1:" + port + (kind == BackendKind.OPENAI ? "/v1" : "");
        var open = Settings.DEFAULT.server().withPort(own).withRequireToken(false);
        return Settings.DEFAULT
                .withBackends(List.of(BackendSettings.of("up", kind, url)))
                .withDefaultAlias(Optional.empty())
                .withServer(open);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "ANTHROPIC"})
    void a_backend_that_is_our_own_door_is_refused(BackendKind kind) throws Exception {
        int port = freePort();
        try (var house = new House(leadingTo(kind, port, port), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertEquals(403, answer.status(), answer.body());
            assertTrue(answer.errorMessage().contains(OWN_WAY), answer.body());
        }
    }

    @Test
    void the_door_says_so_and_so_does_its_note() throws Exception {
        int port = freePort();
        try (var house = new House(leadingTo(BackendKind.ANTHROPIC, port, port), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.WHOLE);

            assertTrue(answer.errorMessage().contains(OWN_WAY), answer.body());
            assertEquals("false", answer.header("x-should-retry"));
            assertEquals(403, house.await(Note.Refused.class).status());
        }
    }

    @Test
    void two_that_lead_to_each_other_are_refused_after_one_round() throws Exception {
        int one = freePort();
        int other = freePort();
        try (var first = new House(leadingTo(BackendKind.ANTHROPIC, other, one), Pace.USUAL);
                var second = new House(leadingTo(BackendKind.ANTHROPIC, one, other), Pace.USUAL)) {
            var answer = RawClient.ask(first, RawClient.WHOLE);

            assertEquals(403, answer.status(), answer.body());
            assertTrue(answer.errorMessage().contains(OWN_WAY), answer.body());
            first.await(Note.Refused.class);
            second.await(Note.ExchangeEnded.class);
        }
    }

    @Test
    void two_in_a_row_are_no_circle() throws Exception {
        try (var backend = new MockWebServer()) {
            backend.start();
            backend.enqueue(AnswerOf.hello());
            int port = freePort();
            var behind =
                    House.inFrontOf(backend.url("/v1").toString())
                            .withServer(
                                    Settings.DEFAULT
                                            .server()
                                            .withPort(port)
                                            .withRequireToken(false));
            try (var second = new House(behind, Pace.USUAL);
                    var first = new House(leadingTo(BackendKind.ANTHROPIC, port, 0), Pace.USUAL)) {
                assertEquals(200, RawClient.ask(first, RawClient.STREAMED).status());
                assertEquals("ok", second.await(Note.ExchangeEnded.class).outcome());
            }
        }
    }

    @Test
    void a_mark_that_a_client_made_up_goes_no_further_than_this_computer() {
        var client = dev.patchbay.wire.Headers.of("X-Patchbay-Via", "made-up", "x-other", "stays");

        String passed = RelayHeaders.ofRequest(client, true).toString();
        assertFalse(passed.contains("made-up"), passed);
        assertTrue(passed.contains("stays"), passed);
    }
}
