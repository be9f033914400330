package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Recording.Side;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BodiesTest {
    private static final Told TOLD = Told.of("a");

    @TempDir Path folder;

    private static Map<Side, KeptBody> kept(Keeping history, String id) throws Exception {
        try (var reader = history.reader()) {
            Map<Side, KeptBody> bodies = new TreeMap<>();
            reader.bodies(reader.exchange(id).orElseThrow())
                    .forEach(body -> bodies.put(body.side(), body));
            return bodies;
        }
    }

    private static String text(KeptBody body) {
        return new String(body.content(), StandardCharsets.UTF_8);
    }

    @Test
    void what_passed_piece_by_piece_is_kept_whole() throws Exception {
        try (var history = new Keeping(folder)) {
            history.begin(TOLD);
            history.body(TOLD, Side.CLIENT_REQUEST, "{\"model\":\"m\"}");
            history.body(TOLD, Side.CLIENT_ANSWER, "one ");
            history.body(TOLD, Side.CLIENT_ANSWER, "two ");
            history.body(TOLD, Side.CLIENT_ANSWER, "thrée");
            history.end(TOLD);
            history.settled();

            var bodies = kept(history, "a");
            assertEquals(
                    List.of(Side.CLIENT_REQUEST, Side.CLIENT_ANSWER), List.copyOf(bodies.keySet()));
            assertEquals("{\"model\":\"m\"}", text(bodies.get(Side.CLIENT_REQUEST)));
            assertEquals("one two thrée", text(bodies.get(Side.CLIENT_ANSWER)));
            assertTrue(bodies.get(Side.CLIENT_ANSWER).isWhole());
        }
    }

    @Test
    void no_secret_is_kept_with_a_body_nor_with_the_words_that_it_is_found_by() throws Exception {
        try (var history = new Keeping(folder)) {
            history.known.add(Secret.of("hushfirstkey"));
            history.begin(TOLD);
            history.body(TOLD, Side.CLIENT_REQUEST, "{\"k\":\"hushfirstkey\"}");
            history.body(TOLD, Side.CLIENT_ANSWER, "data: {\"text\":\"is hushfir\"}\n\n");
            history.body(TOLD, Side.CLIENT_ANSWER, "data: {\"text\":\"stkey, no\"}\n\n");
            history.end(TOLD);
            history.settled();

            var bodies = kept(history, "a");
            assertEquals("{\"k\":\"************\"}", text(bodies.get(Side.CLIENT_REQUEST)));
            assertTrue(bodies.get(Side.CLIENT_REQUEST).isWhole());
            assertEquals(
                    "data: {\"text\":\"is *******\"}\n\ndata: {\"text\":\"*****, no\"}\n\n",
                    text(bodies.get(Side.CLIENT_ANSWER)));
            for (String end : List.of("", "-wal")) {
                Path file = history.file.resolveSibling(history.file.getFileName() + end);
                assertFalse(
                        Files.readString(file, StandardCharsets.ISO_8859_1).contains("hush"), end);
            }
        }
    }

    @Test
    void a_body_is_compressed_where_that_pays_and_reads_back_the_same() throws Exception {
        String again = "again and ".repeat(3_000);
        try (var history = new Keeping(folder)) {
            history.begin(TOLD);
            history.body(TOLD, Side.UPSTREAM_REQUEST, again);
            history.body(TOLD, Side.CLIENT_ANSWER, "x");
            history.end(TOLD);
            history.settled();

            assertEquals(again, text(kept(history, "a").get(Side.UPSTREAM_REQUEST)));
            assertEquals("x", text(kept(history, "a").get(Side.CLIENT_ANSWER)));
            try (var database = Database.forReading(history.file)) {
                assertEquals(30_000, database.number(of("size", "upstream-request")));
                assertTrue(database.number(of("length(content)", "upstream-request")) < 1_000);
                assertEquals(1, database.number(of("length(content)", "client-answer")));
            }
        }
    }

    private static String of(String what, String side) {
        return "SELECT %s FROM body WHERE side = '%s'".formatted(what, side);
    }

    @Test
    void of_a_long_body_the_beginning_is_kept_and_its_length_known() throws Exception {
        int most = Keeping.QUICK.body();
        try (var history = new Keeping(folder)) {
            history.begin(TOLD);
            history.body(TOLD, Side.CLIENT_ANSWER, "a".repeat(most - 1));
            history.body(TOLD, Side.CLIENT_ANSWER, "bb");
            history.body(TOLD, Side.CLIENT_ANSWER, "c");
            history.end(TOLD);
            history.settled();

            KeptBody body = kept(history, "a").get(Side.CLIENT_ANSWER);
            assertEquals("a".repeat(most - 1) + "b", text(body));
            assertEquals(most + 2, body.total());
            assertFalse(body.isWhole());
        }
    }

    @Test
    void of_several_attempts_the_last_one_is_kept() throws Exception {
        try (var history = new Keeping(folder)) {
            history.begin(TOLD);
            history.body(TOLD, Side.UPSTREAM_REQUEST, "first");
            history.body(TOLD, Side.UPSTREAM_ANSWER, "no");
            history.body(TOLD, Side.UPSTREAM_REQUEST, "second");
            history.body(TOLD, Side.UPSTREAM_ANSWER, "yes");
            history.end(TOLD);
            history.settled();

            assertEquals("second", text(kept(history, "a").get(Side.UPSTREAM_REQUEST)));
            assertEquals("yes", text(kept(history, "a").get(Side.UPSTREAM_ANSWER)));
        }
    }

    @Test
    void all_bodies_together_take_no_more_memory_than_they_may() throws Exception {
        var limits = new Limits(Duration.ofMillis(1), Duration.ofMillis(5), 100, 4_000, 10_000, 0);
        try (var history = new Keeping(folder, limits, HistorySettings.DEFAULT)) {
            for (String id : List.of("a", "b", "c", "d")) {
                history.begin(Told.of(id));
                history.body(Told.of(id), Side.CLIENT_REQUEST, "x".repeat(4_000));
            }
            for (String id : List.of("a", "b", "c", "d")) {
                history.end(Told.of(id));
            }
            history.settled();
            // What was written is held no longer.
            history.begin(Told.of("e"));
            history.body(Told.of("e"), Side.CLIENT_REQUEST, "x".repeat(4_000));
            history.end(Told.of("e"));
            history.settled();

            var whole = new java.util.ArrayList<Boolean>();
            for (String id : List.of("a", "b", "c", "d", "e")) {
                whole.add(kept(history, id).get(Side.CLIENT_REQUEST).isWhole());
            }
            assertEquals(List.of(true, true, false, false, true), whole);
        }
    }

    @Test
    void the_buffer_that_is_shown_is_left_as_it_was() {
        var keeper = new BodyKeeper(100, 100);
        ByteBuffer bytes = ByteBuffer.wrap("xxhello".getBytes(StandardCharsets.UTF_8)).position(2);
        keeper.record("a", Side.CLIENT_REQUEST, bytes.asReadOnlyBuffer());

        assertEquals(2, bytes.position());
        assertEquals("hello", text(keeper.take("a").getFirst()));
        assertEquals(List.of(), keeper.take("a"));
    }
}
