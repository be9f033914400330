package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.backend.HandClock;
import dev.patchbay.backend.Signer;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.Resilience;
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
import java.util.concurrent.CountDownLatch;

/// A target that fails over and over is asked behind the others, until it answers again.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CircuitBreakerTest {
    private static final int ENOUGH = Resilience.DEFAULT.failures();
    private static final Duration OPEN = Resilience.DEFAULT.open();

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final MockWebServer first = new MockWebServer();
    private final MockWebServer second = new MockWebServer();
    private volatile int status = 500;
    private volatile boolean secondFails;
    private int requests;

    @BeforeEach
    void open() throws Exception {
        first.setDispatcher(answering(() -> status));
        second.setDispatcher(answering(() -> secondFails ? 503 : 200));
        first.start();
        second.start();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private static Dispatcher answering(java.util.function.IntSupplier status) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                int code = status.getAsInt();
                return code == 200
                        ? AnswerOf.hello()
                        : new MockResponse.Builder()
                                .code(code)
                                .setHeader("content-type", "application/json")
                                .body("{\"error\":{\"message\":\"no\"}}")
                                .build();
            }
        };
    }

    private Settings chain() {
        return House.chain(first.url("/v1").toString(), second.url("/v1").toString());
    }

    private House house() throws Exception {
        return House.at(clock, chain());
    }

    /// Each time something else, so that it is no storm.
    private String body() {
        return RawClient.STREAMED.replace("\"hi\"", "\"hi %d\"".formatted(requests++));
    }

    private RawClient.Response ask(House house) throws Exception {
        return RawClient.ask(house, body());
    }

    private void askTimes(House house, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            ask(house);
        }
    }

    @Test
    void a_target_that_failed_too_often_is_passed_over() throws Exception {
        try (var house = house()) {
            askTimes(house, ENOUGH);
            assertEquals(ENOUGH, first.getRequestCount());
            var opened = house.await(Note.CircuitOpened.class);
            assertEquals("up1", opened.backend());
            assertEquals("model-up1", opened.model());
            assertEquals(ENOUGH, opened.failures());
            assertEquals(OPEN.toSeconds(), opened.seconds());

            assertEquals(200, ask(house).status());
            assertEquals(ENOUGH, first.getRequestCount());
            assertEquals("up1", house.await(Note.SetBack.class).backend());
            var ended = house.await(Note.ExchangeEnded.class, note -> note.fallbacks() == 0);
            assertEquals("up2", ended.backend().orElseThrow());
        }
    }

    @Test
    void it_is_tried_again_after_a_while_and_its_answer_closes_the_circuit() throws Exception {
        try (var house = house()) {
            askTimes(house, ENOUGH);
            status = 200;
            clock.pass(OPEN);
            ask(house);
            assertEquals(ENOUGH + 1, first.getRequestCount());
            assertEquals("model-up1", house.await(Note.CircuitClosed.class).model());

            ask(house);
            assertEquals(ENOUGH + 2, first.getRequestCount());
        }
    }

    @Test
    void a_trial_that_fails_is_the_only_one_for_as_long_again() throws Exception {
        try (var house = house()) {
            askTimes(house, ENOUGH);
            clock.pass(OPEN);
            assertEquals(200, ask(house).status());
            assertEquals(200, ask(house).status());

            assertEquals(ENOUGH + 1, first.getRequestCount());
        }
    }

    @Test
    void when_the_others_fail_as_well_it_is_tried_all_the_same() throws Exception {
        try (var house = house()) {
            askTimes(house, ENOUGH);
            status = 200;
            secondFails = true;
            int before = second.getRequestCount();

            assertEquals(200, ask(house).status());
            assertEquals(before + 1, second.getRequestCount());
            assertEquals(ENOUGH + 1, first.getRequestCount());
            var fell = house.await(Note.FellBack.class, note -> note.from().startsWith("up2"));
            assertEquals("up1/model-up1", fell.to());
        }
    }

    @Test
    void an_only_target_is_always_asked() throws Exception {
        var settings = House.inFrontOf(first.url("/v1").toString());
        try (var house = House.at(clock, settings)) {
            askTimes(house, ENOUGH + 3);

            assertEquals(ENOUGH + 3, first.getRequestCount());
            house.awaitNone(Note.SetBack.class, Duration.ZERO);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 413, 422})
    void what_is_wrong_with_requests_speaks_against_no_backend(int refusal) throws Exception {
        status = refusal;
        try (var house = house()) {
            askTimes(house, ENOUGH + 2);

            assertEquals(ENOUGH + 2, first.getRequestCount());
            assertEquals(Health.State.WELL, house.switchboard().health().getFirst().state());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 408, 429, 500, 502, 503, 529})
    void what_another_target_may_not_have_does(int failure) throws Exception {
        status = failure;
        try (var house = house()) {
            askTimes(house, ENOUGH + 2);

            assertEquals(ENOUGH, first.getRequestCount());
        }
    }

    @Test
    void a_refusal_of_the_clients_own_credential_is_the_clients() throws Exception {
        status = 401;
        var settings = chain();
        var own = settings.backends().getFirst().withAuth(Auth.of(new AuthStyle.Client()));
        try (var house = House.at(clock, settings.withBackend(own), _ -> Signer.NONE)) {
            for (int i = 0; i < ENOUGH + 2; i++) {
                RawClient.ask(
                        house,
                        body(),
                        "x-patchbay-token",
                        House.TOKEN,
                        "Authorization",
                        "Bearer of-the-client");
            }

            assertEquals(ENOUGH + 2, first.getRequestCount());
        }
    }

    @Test
    void a_client_that_leaves_speaks_against_nobody_and_leaves_the_trial_to_others()
            throws Exception {
        var asked = new CountDownLatch(1);
        try (var silent =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    if (guest.number() == ENOUGH + 1) {
                                        asked.countDown();
                                        guest.closed();
                                    } else {
                                        guest.whole(500, "application/json", "{}");
                                        guest.socket().close();
                                    }
                                });
                var house =
                        House.at(clock, House.chain(silent.url(), second.url("/v1").toString()))) {
            askTimes(house, ENOUGH);
            clock.pass(OPEN);
            for (int i = 0; i < ENOUGH; i++) {
                house.await(Note.ExchangeEnded.class);
            }
            var client = new RawClient(house).ask(body());
            asked.await();
            client.close();
            assertEquals("cancelled", house.await(Note.ExchangeEnded.class).outcome());

            ask(house);
            assertEquals(ENOUGH + 2, silent.connections());
        }
    }

    @Test
    void a_stream_that_breaks_behind_its_first_words_counts_as_well() throws Exception {
        try (var breaking =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD).text("Hel");
                                });
                var house =
                        House.at(
                                clock, House.chain(breaking.url(), second.url("/v1").toString()))) {
            for (int i = 0; i < ENOUGH; i++) {
                assertTrue(ask(house).body().contains("event: error"));
            }

            assertTrue(ask(house).body().contains("message_stop"));
            assertEquals(ENOUGH, breaking.connections());
        }
    }

    @Test
    void the_settings_say_how_often_is_too_often() throws Exception {
        var settings = chain();
        var hasty =
                settings.backends().getFirst().withResilience(Resilience.DEFAULT.withFailures(2));
        try (var house = House.at(clock, settings.withBackend(hasty))) {
            askTimes(house, 4);

            assertEquals(2, first.getRequestCount());
        }
    }
}
