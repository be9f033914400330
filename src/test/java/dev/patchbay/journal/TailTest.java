package dev.patchbay.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.journal.Tail.Line;
import dev.patchbay.journal.Tail.Since;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TailTest {
    private static final Instant NOW = Instant.parse("2031-05-14T15:09:26Z");

    private final Tail tail = new Tail(InstantSource.fixed(NOW), 4);

    private void tell(int from, int to) {
        for (int i = from; i <= to; i++) {
            tail.hear(note(i));
        }
    }

    private static Note note(int number) {
        return new Note.Warned("req_" + number, "a word");
    }

    private static List<Line> lines(int... numbers) {
        return java.util.Arrays.stream(numbers).mapToObj(i -> new Line(NOW, note(i))).toList();
    }

    @Test
    void who_comes_late_gets_the_last_notes_and_has_missed_none() {
        tell(1, 6);
        assertEquals(new Since(lines(3, 4, 5, 6), 6, 0), tail.since(Tail.BEGINNING));
    }

    @Test
    void who_asks_again_gets_only_what_is_new() {
        tell(1, 3);
        long mark = tail.since(Tail.BEGINNING).mark();
        tell(4, 5);
        assertEquals(new Since(lines(4, 5), 5, 0), tail.since(mark));
        assertEquals(new Since(List.of(), 5, 0), tail.since(5));
    }

    @Test
    void who_asks_too_seldom_is_told_how_many_are_gone() {
        tell(1, 2);
        long mark = tail.since(Tail.BEGINNING).mark();
        tell(3, 9);
        assertEquals(new Since(lines(6, 7, 8, 9), 9, 3), tail.since(mark));
    }

    @Test
    void growing_answers_push_nothing_away() {
        tell(1, 1);
        for (int i = 0; i < 10; i++) {
            tail.hear(new Note.AnswerGrew("req_1", i));
        }
        assertEquals(lines(1), tail.since(Tail.BEGINNING).lines());
    }
}
