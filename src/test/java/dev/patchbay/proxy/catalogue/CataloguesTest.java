package dev.patchbay.proxy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.AnswerOf;
import dev.patchbay.proxy.House;
import dev.patchbay.proxy.ListingBackend;
import dev.patchbay.proxy.RawClient;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// What backends list is known without anybody waiting for it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CataloguesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir private Path cache;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;

    private House house(String url) throws Exception {
        return House.listing(House.inFrontOf(url), cache, clock);
    }

    private void passes(Duration while_) {
        now.updateAndGet(before -> before.plus(while_));
    }

    private static List<String> known(House house) {
        return house.board.catalogues().of("up").map(Listed::ids).orElse(List.of());
    }

    private static List<String> fetched(House house) throws InterruptedException {
        house.board.catalogues().freshen();
        house.await(Note.ModelsListed.class);
        return known(house);
    }

    private static String ask(String model) {
        return RawClient.WHOLE.replace("\"m\"", "\"" + model + "\"");
    }

    @Test
    void no_request_waits_for_a_list_and_the_next_ones_use_it() throws Exception {
        try (var backend = new ListingBackend("kimi-k2");
                var house = house(backend.url())) {
            var latch = backend.holds();
            var early = RawClient.ask(house, ask("Kimi-K2"));
            latch.countDown();
            house.await(Note.ModelsListed.class);
            var late = RawClient.ask(house, ask("Kimi-K2"));

            assertEquals(404, early.status());
            assertEquals("kimi-k2", late.json().at("/content/0/text").asText());
            assertEquals("Kimi-K2", late.json().path("model").asText());
            assertEquals("case fixed: Kimi-K2 → kimi-k2", house.await(Note.Routed.class).reason());
        }
    }

    @Test
    void a_list_is_used_when_it_is_old_while_a_new_one_is_fetched_once() throws Exception {
        try (var backend = new ListingBackend("old");
                var house = house(backend.url())) {
            assertEquals(List.of("old"), fetched(house));
            passes(Catalogue.FRESH.minusSeconds(1));
            assertEquals(List.of("old"), known(house));
            assertEquals(1, backend.listings());

            var latch = backend.holds();
            backend.lists("new");
            passes(Duration.ofSeconds(1));
            for (int i = 0; i < 5; i++) {
                assertEquals(List.of("old"), known(house));
            }
            latch.countDown();

            assertEquals(1, house.await(Note.ModelsListed.class).count());
            assertEquals(List.of("new"), known(house));
            assertEquals(2, backend.listings());
        }
    }

    @Test
    void a_list_outlives_the_program_for_its_owner_alone() throws Exception {
        try (var backend = new ListingBackend("kimi-k2")) {
            try (var house = house(backend.url())) {
                fetched(house);
            }
            backend.refuses(500);
            try (var house = house(backend.url())) {
                assertEquals(List.of("kimi-k2"), known(house));
                assertEquals(1, backend.listings());
                passes(Catalogue.FRESH);
                assertEquals(List.of("kimi-k2"), known(house));
                assertEquals("it answered 500", house.await(Note.ModelsUnlisted.class).reason());
                assertEquals(List.of("kimi-k2"), known(house));
            }
            Path file = cache.resolve("models-up.json");
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertFalse(Files.readString(file).contains("127.0.0.1"));
        }
    }

    @Test
    void a_kept_list_of_another_address_or_from_the_future_or_broken_is_none() throws Exception {
        try (var backend = new ListingBackend("kimi-k2");
                var other = new ListingBackend("other")) {
            try (var house = house(backend.url())) {
                fetched(house);
            }
            try (var house = house(other.url())) {
                assertEquals(List.of("other"), fetched(house));
            }
            passes(Duration.ofHours(-1));
            try (var house = house(other.url())) {
                assertEquals(List.of(), known(house));
                house.await(Note.ModelsListed.class);
            }
            Files.writeString(cache.resolve("models-up.json"), "{\"models\":[\"x\"],\"at\":7");
            try (var house = house(other.url())) {
                assertEquals(List.of(), known(house));
                house.await(Note.ModelsListed.class);
            }
        }
    }

    @Test
    void a_backend_that_tells_nothing_is_noted_once_and_asked_again_after_a_while()
            throws Exception {
        try (var backend = new ListingBackend("kimi-k2");
                var house = house(backend.url())) {
            backend.refuses(404);
            house.board.catalogues().freshen();
            assertEquals("it has no list (404)", house.await(Note.ModelsUnlisted.class).reason());
            house.board.catalogues().freshen();
            assertEquals(1, backend.listings());

            passes(Catalogue.AGAIN);
            house.board.catalogues().await(Duration.ofSeconds(20));
            passes(Catalogue.AGAIN);
            backend.refuses(200);
            assertEquals(List.of("kimi-k2"), fetched(house));
            assertEquals(3, backend.listings());
            house.awaitNone(Note.ModelsUnlisted.class, Duration.ofMillis(1));
        }
    }

    @Test
    void a_name_that_the_backend_does_not_know_is_repaired_once_from_its_list() throws Exception {
        try (var backend = new ListingBackend("kimi-k2");
                var house =
                        House.listing(
                                House.inFrontOf(backend.url())
                                        .withAlias(Alias.of("m", Target.of("up", "Kimi-K2"))),
                                cache,
                                clock)) {
            fetched(house);
            var answer = RawClient.ask(house, RawClient.WHOLE);

            assertEquals("kimi-k2", answer.json().at("/content/0/text").asText());
            assertEquals("case fixed: Kimi-K2 → kimi-k2", house.await(Note.Retried.class).reason());
            var routed = house.await(Note.Routed.class);
            assertEquals("kimi-k2", routed.model());
            assertEquals("exact alias, case fixed: Kimi-K2 → kimi-k2", routed.reason());
            assertEquals(1, backend.listings());

            backend.lists();
            var gone = RawClient.ask(house, RawClient.WHOLE);
            assertEquals(404, gone.status());
            assertEquals(
                    1, house.await(Note.ExchangeEnded.class, it -> it.status() == 404).retries());
        }
    }

    @Test
    void a_model_that_is_not_known_makes_the_list_be_fetched_again() throws Exception {
        try (var backend = new ListingBackend("old");
                var house = house(backend.url())) {
            fetched(house);
            backend.lists("new");
            passes(Catalogue.TRUSTED);
            assertEquals(404, RawClient.ask(house, ask("up/old")).status());

            house.await(Note.ModelsListed.class);
            assertEquals(List.of("new"), known(house));
        }
    }

    @Test
    void an_error_that_is_no_unknown_model_repairs_nothing() throws Exception {
        try (var backend = new ListingBackend("kimi-k2");
                var house = house(backend.url())) {
            fetched(house);
            var target = Target.of("up", "Kimi-K2");
            var catalogues = house.board.catalogues();

            assertEquals(
                    Optional.empty(),
                    catalogues.repaired(
                            target, ProxyError.of(ProxyError.Kind.RATE_LIMITED, "slow down")));
            assertEquals(
                    "kimi-k2",
                    catalogues
                            .repaired(target, ProxyError.of(ProxyError.Kind.NOT_FOUND, "what?"))
                            .orElseThrow()
                            .target()
                            .model());
            assertEquals(
                    Optional.empty(),
                    catalogues.repaired(
                            Target.of("up", "kimi-k2"),
                            ProxyError.of(ProxyError.Kind.NOT_FOUND, "what?")));
        }
    }

    @Test
    void anthropics_list_is_read_page_by_page() throws Exception {
        try (var backend = new MockWebServer()) {
            backend.enqueue(
                    AnswerOf.json(
                            "{\"data\":[{\"id\":\"a\"},{\"id\":\"b"
                                    + " c\"}],\"has_more\":true,\"last_id\":\"b c\"}"));
            backend.enqueue(AnswerOf.json("{\"data\":[{\"id\":\"c\"}],\"has_more\":false}"));
            backend.start();
            Settings settings =
                    House.inFrontOf("http://127.0.0.1:9/v1")
                            .withBackends(
                                    List.of(
                                            BackendSettings.of(
                                                    "up",
                                                    BackendKind.ANTHROPIC,
                                                    backend.url("/").toString())));
            try (var house = House.listing(settings, cache, clock)) {
                assertEquals(List.of("a", "b c", "c"), fetched(house));

                var first = backend.takeRequest(5, TimeUnit.SECONDS);
                var second = backend.takeRequest(5, TimeUnit.SECONDS);
                assertEquals("/v1/models?limit=1000", first.getTarget());
                assertEquals("2023-06-01", first.getHeaders().get("anthropic-version"));
                assertEquals("b c", second.getUrl().queryParameter("after_id"));
            }
        }
    }

    @Test
    void what_is_no_name_of_a_model_is_left_out() throws Exception {
        var list =
                dev.patchbay.wire.Json.read(
                        "{\"data\":[{\"id\":\"a\"},\"b\",{\"id\":\"\"},{\"id\":\"x\\ny\"},7,{},null,{\"id\":\"%s\"}]}"
                                .formatted("l".repeat(301)));

        assertEquals(List.of("a", "b"), ModelsQuestion.ids(list));
        assertEquals(
                List.of("c"), ModelsQuestion.ids(dev.patchbay.wire.Json.read("[{\"id\":\"c\"}]")));
    }

    @Test
    void the_models_can_be_fetched_at_once_and_a_failure_says_why() throws Exception {
        try (var backend = new ListingBackend("kimi-k2");
                var house = house(backend.url())) {
            var catalogues = house.board.catalogues();
            assertEquals(List.of("kimi-k2"), catalogues.fetch("up"));

            backend.refuses(401);
            var error = assertThrows(ProxyError.class, () -> catalogues.fetch("up"));
            assertTrue(error.message().contains("the key was refused"), error.message());
            assertThrows(ProxyError.class, () -> catalogues.fetch("gone"));
        }
    }
}
