package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.backend.HandClock;
import dev.patchbay.backend.KeySigner;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.Resilience;
import dev.patchbay.settings.SecretRef;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What people see of how a backend does, and can undo.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HealthTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int ENOUGH = Resilience.DEFAULT.failures();

    private final HandClock clock = new HandClock(NOON);
    private final MockWebServer backend = new MockWebServer();

    /// The status that each key gets, where it is not 200.
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();

    private int requests;

    @BeforeEach
    void open() throws Exception {
        backend.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        String key = String.valueOf(request.getHeaders().get("authorization"));
                        int status = refused.getOrDefault(key.replace("Bearer env:", ""), 200);
                        return status == 200
                                ? AnswerOf.hello()
                                : new MockResponse.Builder().code(status).body("no").build();
                    }
                });
        backend.start();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private House house() throws Exception {
        var settings = House.inFrontOf(backend.url("/v1").toString());
        var auth =
                Auth.of(new AuthStyle.Bearer(), new SecretRef.Env("K1"), new SecretRef.Env("K2"));
        var keyed = settings.backends().getFirst().withAuth(auth).withName("A Name for People");
        return House.at(
                clock,
                settings.withBackend(keyed),
                each -> KeySigner.of(each, new NamedSecrets(), clock, _ -> {}));
    }

    private void ask(House house) throws Exception {
        RawClient.ask(house, RawClient.WHOLE.replace("hi", "hi " + requests++));
    }

    private void breakDown(House house) throws Exception {
        refused.putAll(Map.of("k1", 500, "k2", 500));
        for (int i = 0; i < ENOUGH; i++) {
            ask(house);
        }
    }

    private static Health health(House house) {
        return house.switchboard().health().getFirst();
    }

    @Test
    void a_backend_that_was_not_asked_is_unknown() throws Exception {
        try (var house = house()) {
            Health health = health(house);

            assertEquals("up", health.backend());
            assertEquals("A Name for People", health.name());
            assertEquals(Health.State.UNKNOWN, health.state());
            assertTrue(health.lastFailure().isEmpty());
        }
    }

    @Test
    void one_that_answers_is_well() throws Exception {
        try (var house = house()) {
            ask(house);

            assertEquals(Health.State.WELL, health(house).state());
        }
    }

    @Test
    void one_that_failed_the_last_time_is_troubled_and_says_how() throws Exception {
        refused.put("k1", 500);
        try (var house = house()) {
            ask(house);

            Health health = health(house);
            assertEquals(Health.State.TROUBLED, health.state());
            Health.Failure failure = health.lastFailure().orElseThrow();
            assertEquals(NOON, failure.at());
            assertEquals("m", failure.model());
            assertTrue(failure.message().contains("no"), failure.message());
            refused.clear();
            ask(house);
            assertEquals(Health.State.WELL, health(house).state());
            assertTrue(health(house).lastFailure().isPresent());
        }
    }

    @Test
    void an_open_circuit_is_seen_with_the_time_that_it_has_left() throws Exception {
        try (var house = house()) {
            breakDown(house);
            clock.pass(Duration.ofSeconds(12));

            Health health = health(house);
            assertEquals(Health.State.DOWN, health.state());
            assertEquals(
                    List.of(new Health.OpenCircuit("m", ENOUGH, Duration.ofSeconds(18))),
                    health.circuits());
        }
    }

    @Test
    void a_resting_key_is_seen_by_its_place_and_never_by_its_value() throws Exception {
        refused.put("k1", 402);
        try (var house = house()) {
            ask(house);

            Health health = health(house);
            assertEquals(Health.State.TROUBLED, health.state());
            Health.Key key = health.keys().getFirst();
            assertEquals(1, key.position());
            assertEquals(2, key.keys());
            assertEquals(Duration.ofSeconds(300), key.left());
            assertFalse(health.toString().contains("k1"), health.toString());
        }
    }

    @Test
    void one_whose_keys_all_rest_is_down() throws Exception {
        refused.putAll(Map.of("k1", 402, "k2", 401));
        try (var house = house()) {
            ask(house);

            assertEquals(Health.State.DOWN, health(house).state());
        }
    }

    @Test
    void a_request_that_is_not_passed_on_is_counted() throws Exception {
        refused.put("k1", 400);
        try (var house = house()) {
            for (int i = 0; i < Resilience.DEFAULT.stormRequests(); i++) {
                RawClient.ask(house, RawClient.WHOLE);
            }

            assertEquals(1, health(house).storms());
        }
    }

    @Test
    void a_reset_ends_all_of_it() throws Exception {
        try (var house = house()) {
            breakDown(house);
            refused.put("k1", 402);
            ask(house);
            house.switchboard().reset("up");

            Health health = health(house);
            assertEquals(Health.State.UNKNOWN, health.state());
            assertEquals(List.of(), health.circuits());
            assertEquals(List.of(), health.keys());
            assertTrue(health.lastFailure().isEmpty());
            var note = house.await(Note.BackendReset.class);
            assertEquals("up", note.backend());
            assertEquals(1, note.circuits());
            assertEquals(1, note.keys());
        }
    }

    @Test
    void what_is_not_there_cannot_be_reset() throws Exception {
        try (var house = house()) {
            var error = assertThrows(ProxyError.class, () -> house.switchboard().reset("nothing"));

            assertTrue(error.message().contains("'nothing'"), error.message());
        }
    }
}
