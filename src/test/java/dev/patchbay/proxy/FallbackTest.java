package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// What fails before any of it was sent on is asked of the next target.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FallbackTest {
    private final MockWebServer second = new MockWebServer();

    @BeforeEach
    void open() throws Exception {
        second.start();
        second.enqueue(
                new MockResponse.Builder()
                        .setHeader("content-type", "application/json")
                        .body(RawBackend.WHOLE)
                        .build());
    }

    @AfterEach
    void close() {
        second.close();
    }

    private String secondUrl() {
        return second.url("/v1").toString();
    }

    private static RawBackend answering(int status, String body) throws Exception {
        return new RawBackend(
                guest -> {
                    guest.request();
                    guest.whole(status, "application/json", body);
                });
    }

    private void answeredBySecond(House house, String request) throws Exception {
        var answer = RawClient.ask(house, request);

        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.body().contains("Hello"), answer.body());
        var fell = house.await(Note.FellBack.class);
        assertEquals("up1/model-up1", fell.from());
        assertEquals("up2/model-up2", fell.to());
        var ended = house.await(Note.ExchangeEnded.class);
        assertEquals("ok", ended.outcome());
        assertEquals(1, ended.fallbacks());
        assertEquals("up2", ended.backend().orElseThrow());
        assertTrue(second.takeRequest().getBody().utf8().contains("\"model-up2\""));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 404, 408, 429, 500, 502, 503, 504, 529})
    void a_refusal_that_another_may_not_have_goes_to_the_next(int status) throws Exception {
        try (var first = answering(status, "{\"error\":{\"message\":\"no\"}}");
                var house = new House(House.chain(first.url(), secondUrl()), Pace.USUAL)) {
            answeredBySecond(house, RawClient.STREAMED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void a_refusal_that_every_other_would_repeat_stays(int status) throws Exception {
        try (var first = answering(status, "{\"error\":{\"message\":\"no\"}}");
                var house = new House(House.chain(first.url(), secondUrl()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertEquals(status == 413 ? 413 : 400, answer.status());
            assertEquals(0, second.getRequestCount());
        }
    }

    @Test
    void a_backend_that_is_not_there_is_passed_over() throws Exception {
        var gone = new RawBackend(_ -> {});
        gone.close();
        try (var house = new House(House.chain(gone.url(), secondUrl()), Pace.USUAL)) {
            answeredBySecond(house, RawClient.WHOLE);
        }
    }

    @Test
    void a_silent_backend_is_given_up_for_the_next() throws Exception {
        try (var first =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.closed();
                                });
                var house =
                        new House(
                                House.impatient(House.chain(first.url(), secondUrl()), 1, 60, 60),
                                Pace.USUAL)) {
            answeredBySecond(house, RawClient.STREAMED);
        }
    }

    @Test
    void a_stream_without_content_that_breaks_goes_to_the_next() throws Exception {
        try (var first =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD)
                                            .frames(
                                                    "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}");
                                });
                var house = new House(House.chain(first.url(), secondUrl()), Pace.USUAL)) {
            answeredBySecond(house, RawClient.STREAMED);
        }
    }

    @Test
    void a_stream_with_content_that_breaks_does_not() throws Exception {
        try (var first =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD).text("Hel");
                                });
                var house = new House(House.chain(first.url(), secondUrl()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertTrue(answer.body().contains("event: error"), answer.body());
            assertEquals(0, second.getRequestCount());
        }
    }

    @Test
    void an_answer_in_one_piece_that_breaks_in_the_middle_goes_to_the_next() throws Exception {
        try (var first =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD).text("Hel");
                                });
                var house = new House(House.chain(first.url(), secondUrl()), Pace.USUAL)) {
            answeredBySecond(house, RawClient.WHOLE);
        }
    }

    @Test
    @Proves("edge 212")
    void our_own_signs_of_life_bind_us_to_nothing() throws Exception {
        var pace =
                new Pace(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(60),
                        Duration.ZERO);
        var pinged = new java.util.concurrent.CountDownLatch(1);
        try (var first =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    pinged.await();
                                    guest.whole(500, "application/json", "{}");
                                });
                var house = new House(House.chain(first.url(), secondUrl()), pace);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            assertEquals(200, client.head().status());
            assertTrue(client.frame().startsWith("event: message_start\n"));
            assertTrue(client.frame().startsWith("event: ping\n"));
            pinged.countDown();
            String rest = client.rest();
            assertTrue(rest.contains("Hello"), rest);
            assertTrue(rest.endsWith("data: {\"type\":\"message_stop\"}\n\n"), rest);
            assertEquals(-1, rest.indexOf("message_start"), rest);
        }
    }

    @Test
    void a_target_whose_backend_cannot_be_used_is_passed_over() throws Exception {
        var settings = House.chain("http://127.0.0.1:9/v1", secondUrl());
        // It names no compartment, so nothing can be asked of it.
        var unusable = BackendSettings.of("up1", BackendKind.OCI, "https://oci.example.com");
        try (var house = new House(settings.withBackend(unusable), Pace.USUAL)) {
            answeredBySecond(house, RawClient.STREAMED);
        }
    }

    @Test
    void when_the_last_target_fails_its_error_is_told() throws Exception {
        try (var first = answering(500, "{\"error\":{\"message\":\"first\"}}");
                var last = answering(403, "{\"error\":{\"message\":\"last\"}}");
                var house = new House(House.chain(first.url(), last.url()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.WHOLE);

            assertEquals(403, answer.status());
            assertTrue(answer.errorMessage().contains("last"), answer.body());
        }
    }
}
