package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/// A backend that leads back to the door its requests came from.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoopTest {
    private static final String OWN_WAY = "came from Patchbay itself";

    private static Settings leadingTo(BackendKind kind, int port, int own) {
        return leadingTo(kind, "127.0.0.1:" + port, own);
    }

    private static Settings leadingTo(BackendKind kind, String authority, int own) {
        String url = "http://" + authority + (kind == BackendKind.OPENAI ? "/v1" : "");
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

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.2"})
    void by_whatever_name_it_is_found(String name) throws Exception {
        int port = freePort();
        var settings = leadingTo(BackendKind.ANTHROPIC, name + ":" + port, port);
        var named =
                settings.server()
                        .withHost("0.0.0.0")
                        .withRequireToken(true)
                        .withAllowedHosts(List.of(name));
        try (var house = new House(settings.withServer(named), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.WHOLE);

            assertTrue(answer.errorMessage().contains(OWN_WAY), answer.body());
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
    void the_end_of_a_connection_is_forgotten_with_it() throws Exception {
        try (var backend = new MockWebServer()) {
            backend.start();
            backend.enqueue(AnswerOf.hello().newBuilder().addHeader("connection", "close").build());
            try (var house =
                    new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL)) {
                assertEquals(200, RawClient.ask(house, RawClient.WHOLE).status());
                house.await(Note.ExchangeEnded.class);

                assertEquals(0, house.own().count());
            }
        }
    }
}
