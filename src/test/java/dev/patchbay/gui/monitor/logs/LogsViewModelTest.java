package dev.patchbay.gui.monitor.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.monitor.MonitorShots;
import dev.patchbay.gui.parts.Condition.Kind;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Tail;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogsViewModelTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2031-05-14T15:09:26.070Z"));

    private final Tail tail = new Tail(CLOCK, 100);
    private final LogsViewModel model = model(tail, 50);

    private static LogsViewModel model(Tail tail, int most) {
        return new LogsViewModel(
                new LogsViewModel.Log(
                        tail,
                        () -> {
                            throw new IOException("there is none");
                        }),
                Errands.atOnce(),
                MonitorShots.TEXTS,
                new Figures(Locale.US, ZoneOffset.UTC),
                most);
    }

    private void tell(int from, int to) {
        for (int i = from; i <= to; i++) {
            tail.hear(new Note.Fault("place", "fault " + i));
        }
    }

    private List<String> shown() {
        return model.shown().stream().map(LogLine::said).toList();
    }

    @Test
    void what_was_told_before_the_window_opened_is_shown_first() {
        tell(1, 2);
        model.beat();
        assertEquals(List.of("place: fault 1", "place: fault 2"), shown());
        assertEquals("2 lines", model.countProperty().get());
        assertTrue(model.conditionProperty().get().isReady());
    }

    @Test
    void a_line_of_a_request_leads_to_it() {
        tail.hear(new Note.Warned("req_1", "80 % are spent"));
        model.beat();
        LogLine line = model.shown().getFirst();
        assertEquals(Optional.of("req_1"), line.exchange());
        assertEquals("15:09:26.070 WARN  req_1: 80 % are spent", line.whole());
    }

    @Test
    void a_level_leaves_out_what_weighs_less() {
        tell(1, 1);
        tail.hear(new Note.CircuitClosed("harbour", "moth-7b"));
        model.beat();
        model.levelProperty().set(LogLevel.ERROR);
        model.beat();
        assertEquals(List.of("place: fault 1"), shown());
        assertEquals("1 of 2 lines", model.countProperty().get());
    }

    @Test
    void words_are_found_in_any_case_and_what_comes_later_is_measured_by_them_too() {
        tell(1, 20);
        model.wordsProperty().set(" FAULT 2");
        model.beat();
        tell(21, 22);
        model.beat();
        assertEquals(
                List.of("place: fault 2", "place: fault 20", "place: fault 21", "place: fault 22"),
                shown());
    }

    @Test
    void where_no_line_fits_it_says_so_and_all_can_be_had_again() {
        tell(1, 3);
        model.wordsProperty().set("herring");
        model.beat();
        assertEquals(Kind.EMPTY, model.conditionProperty().get().kind());
        assertEquals("Show all lines", model.conditionProperty().get().action());
        model.showAll();
        assertEquals(3, shown().size());
    }

    @Test
    void while_paused_nothing_moves_and_what_came_is_counted() {
        tell(1, 2);
        model.beat();
        model.pausedProperty().set(true);
        tell(3, 5);
        model.beat();
        assertEquals(2, shown().size());
        assertEquals("3 new lines", model.waitingProperty().get());
        model.jump();
        assertFalse(model.pausedProperty().get());
        assertEquals(5, shown().size());
        assertEquals("", model.waitingProperty().get());
    }

    @Test
    void too_many_lines_push_the_oldest_away_and_it_is_told_how_many() {
        tell(1, 60);
        model.beat();
        assertEquals(50, shown().size());
        assertEquals("place: fault 11", shown().getFirst());
        assertEquals("50 lines · 10 older dropped", model.countProperty().get());
    }

    @Test
    void of_lines_that_are_pushed_away_only_those_that_were_shown_leave() {
        model.wordsProperty().set("odd");
        for (int i = 1; i <= 80; i++) {
            tail.hear(new Note.Fault("place", (i % 2 == 0 ? "even " : "odd ") + i));
            model.beat();
        }
        assertEquals(25, shown().size());
        assertEquals("place: odd 31", shown().getFirst());
    }

    @Test
    void lines_that_came_too_fast_are_told_of_in_their_place() {
        var roomy = model(tail, 1_000);
        tell(1, 1);
        roomy.beat();
        tell(2, 111);
        roomy.beat();
        assertEquals(
                "10 lines came too fast and can only be read in the log file",
                roomy.shown().get(1).said());
        assertEquals("place: fault 12", roomy.shown().get(2).said());
    }

    @Test
    void the_file_that_cannot_be_opened_is_told_of() {
        model.openFile();
        assertEquals("The log file cannot be opened: there is none", model.troubleProperty().get());
    }
}
