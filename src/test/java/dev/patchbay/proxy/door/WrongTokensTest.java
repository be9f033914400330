package dev.patchbay.proxy.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.LogLines;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.House;
import dev.patchbay.proxy.Visitor;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Whoever guesses local tokens.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class WrongTokensTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final WrongTokens wrong = new WrongTokens(() -> now);

    private List<Long> delays(int guesses) {
        return Stream.generate(() -> wrong.one().delay().toMillis()).limit(guesses).toList();
    }

    @Test
    void a_typo_costs_nothing_and_guessing_costs_more_each_time_up_to_a_limit() {
        assertEquals(
                List.of(0L, 0L, 0L, 250L, 500L, 1000L, 2000L, 4000L, 8000L, 8000L), delays(10));
    }

    @Test
    void a_hundred_thousand_guesses_take_days() {
        long millis =
                LongStream.generate(() -> wrong.one().delay().toMillis()).limit(100_000).sum();

        assertTrue(Duration.ofMillis(millis).toDays() >= 9);
    }

    @Test
    void a_quiet_minute_is_forgiven_but_still_counted() {
        var _ = delays(9);
        now = now.plusSeconds(61);

        var next = wrong.one();
        assertEquals(Duration.ZERO, next.delay());
        assertEquals(10, next.count());
    }

    @Test
    void guesses_a_little_apart_are_not_forgiven() {
        var _ = delays(9);
        now = now.plusSeconds(59);

        assertEquals(Duration.ofSeconds(8), wrong.one().delay());
    }

    @Test
    void guesses_wait_for_their_answer_and_a_right_token_does_not() throws Exception {
        try (var house = new House(House.inFrontOf("http://127.0.0.1:1/v1"), Pace.USUAL);
                var visitor = new Visitor(house)) {
            List<FutureTask<Integer>> guesses = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                String guess = "a-wrong-guess-" + i;
                var asking =
                        new FutureTask<>(
                                () -> visitor.get("/v1/models", "x-api-key", guess).statusCode());
                Thread.ofVirtual().start(asking);
                guesses.add(asking);
            }
            List<Note.WrongToken> noted = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                noted.add(house.await(Note.WrongToken.class));
            }

            assertEquals(200, visitor.get("/v1/models", "x-api-key", House.TOKEN).statusCode());
            assertFalse(guesses.stream().allMatch(FutureTask::isDone));
            for (var each : guesses) {
                assertEquals(401, each.get());
            }
            assertEquals(
                    List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L),
                    noted.stream().map(Note.WrongToken::count).sorted().toList());
            assertEquals(
                    2000, noted.stream().mapToInt(Note.WrongToken::delayMillis).max().orElse(0));
            assertFalse(LogLines.sentence(noted.getFirst()).contains("guess-"));
        }
    }

    @Test
    void no_token_at_all_is_no_guess() throws Exception {
        try (var house = new House(House.inFrontOf("http://127.0.0.1:1/v1"), Pace.USUAL);
                var visitor = new Visitor(house)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(401, visitor.get("/v1/models").statusCode());
                house.await(Note.Refused.class);
            }
        }
    }
}
