package dev.patchbay.proxy.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void ids_made_in_turn_are_sorted() {
        List<String> ids =
                Stream.of(
                                NOW,
                                NOW.plusNanos(1_000),
                                NOW.plusMillis(1),
                                NOW.plusSeconds(3_600),
                                Instant.parse("2199-01-01T00:00:00Z"))
                        .map(Ids::timely)
                        .toList();
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void ids_of_one_moment_differ() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(Ids.timely(NOW));
        }
        assertEquals(10_000, ids.size());
    }

    @Test
    void every_id_has_24_letters_or_digits() {
        for (String id : List.of(Ids.timely(NOW), Ids.timely(Instant.EPOCH), Ids.random())) {
            assertTrue(id.matches("[0-9A-Za-z]{24}"), id);
        }
    }
}
