package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.backend.HandClock;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.bodies.BodyReader;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Resilience;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// A client that sends one failing request over and over is answered here.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StormTest {
    private static final int ENOUGH = Resilience.DEFAULT.stormRequests();

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final MockWebServer backend = new MockWebServer();
    private volatile int status = 400;

    @BeforeEach
    void open() throws Exception {
        backend.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return status == 200
                                ? AnswerOf.hello()
                                : new MockResponse.Builder()
                                        .code(status)
                                        .setHeader("content-type", "application/json")
                                        .body("{\"error\":{\"message\":\"that is nothing\"}}")
                                        .build();
                    }
                });
        backend.start();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private Settings settings() {
        return House.inFrontOf(backend.url("/v1").toString());
    }

    private void fail(House house, String body) throws Exception {
        for (int i = 0; i < ENOUGH; i++) {
            assertEquals(status, RawClient.ask(house, body).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RawClient.STREAMED, RawClient.WHOLE})
    void the_same_failing_request_is_passed_on_a_few_times_only(String body) throws Exception {
        try (var house = House.at(clock, settings())) {
            fail(house, body);
            var answer = RawClient.ask(house, body);

            assertEquals(ENOUGH, backend.getRequestCount());
            assertEquals(400, answer.status());
            assertEquals("invalid_request_error", answer.errorType());
            assertTrue(answer.errorMessage().contains("that is nothing"), answer.body());
            assertEquals("10", answer.header("retry-after"));
            var calmed = house.await(Note.StormCalmed.class);
            assertEquals("up", calmed.backend());
            house.await(Note.ExchangeEnded.class, note -> note.outcome().equals("refused"));
        }
    }

    @Test
    void after_a_while_it_is_passed_on_again() throws Exception {
        try (var house = House.at(clock, settings())) {
            fail(house, RawClient.WHOLE);
            clock.pass(Duration.ofSeconds(10));
            status = 200;

            assertEquals(200, RawClient.ask(house, RawClient.WHOLE).status());
        }
    }

    @Test
    void another_request_is_passed_on() throws Exception {
        try (var house = House.at(clock, settings())) {
            fail(house, RawClient.WHOLE);
            RawClient.ask(house, RawClient.WHOLE.replace("hi", "ho"));

            assertEquals(ENOUGH + 1, backend.getRequestCount());
        }
    }

    @Test
    void the_same_request_by_another_token_is_passed_on() throws Exception {
        var tokens = new ArrayList<>(settings().server().tokens());
        tokens.add(LocalToken.of("other", new SecretRef.Env("OTHER")));
        var two = settings().withServer(settings().server().withTokens(tokens));
        try (var house = House.at(clock, two)) {
            fail(house, RawClient.WHOLE);
            RawClient.ask(house, RawClient.WHOLE, "x-api-key", House.tokenOf("other"));

            assertEquals(ENOUGH + 1, backend.getRequestCount());
        }
    }

    @Test
    void a_large_request_is_known_again_as_well() throws Exception {
        String large = RawClient.WHOLE.replace("hi", "hi ".repeat(BodyReader.LARGE));
        try (var house = House.at(clock, settings())) {
            for (int i = 0; i < ENOUGH; i++) {
                RawClient.ask(house, large);
                house.await(Note.ExchangeEnded.class);
            }
            // What is large is taken down beside the answer, so one more may slip through.
            RawClient.ask(house, large);
            RawClient.ask(house, large);

            assertTrue(backend.getRequestCount() <= ENOUGH + 1, "asked each time");
        }
    }

    @Test
    void an_answer_in_between_ends_it() throws Exception {
        try (var house = House.at(clock, settings())) {
            for (int i = 1; i < ENOUGH; i++) {
                RawClient.ask(house, RawClient.WHOLE);
            }
            status = 200;
            RawClient.ask(house, RawClient.WHOLE);
            status = 400;
            RawClient.ask(house, RawClient.WHOLE);

            assertEquals(400, RawClient.ask(house, RawClient.WHOLE).status());
            assertEquals(ENOUGH + 2, backend.getRequestCount());
        }
    }

    @Test
    void a_request_whose_way_ends_here_is_no_storm() throws Exception {
        try (var house = House.at(clock, settings())) {
            String wrong = "{\"model\":\"m\"," + "\"messages\":[]}";
            for (int i = 0; i < ENOUGH + 2; i++) {
                assertEquals(Optional.empty(), told(RawClient.ask(house, wrong)));
            }
        }
    }

    private static Optional<String> told(RawClient.Response answer) {
        return Optional.of(answer.errorMessage()).filter(it -> it.contains("did not pass"));
    }
}
