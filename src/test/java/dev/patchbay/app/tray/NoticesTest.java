package dev.patchbay.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.desktop.Notice;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the desktop tells, and how seldom.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class NoticesTest {
    private final List<Notice> shown = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Settings settings = Settings.DEFAULT;
    private final Notices notices =
            new Notices(shown::add, () -> settings, new TrayTexts(Locale.US), () -> now);

    private List<String> titles() {
        return shown.stream().map(Notice::title).toList();
    }

    private void down(String backend, String model) {
        notices.hear(new Note.CircuitOpened(backend, model, 5, 30, "It answered 503."));
    }

    private void back(String backend, String model) {
        notices.hear(new Note.CircuitClosed(backend, model));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void a_mark_of_a_budget_is_told_with_its_sums() {
        notices.hear(
                new Note.BudgetReached(
                        "The day’s budget", 80, 4_000_000_000L, 5_000_000_000L, "at midnight"));

        assertEquals(List.of("The day’s budget: 80 % spent"), titles());
        assertEquals("$4.00 of $5.00. It begins anew at midnight.", shown.getFirst().text());
    }

    @Test
    void a_sign_in_that_ended_says_how_to_make_a_new_one() {
        notices.hear(new Note.SignInEnded("demo", "it was revoked"));

        assertTrue(shown.getFirst().text().contains("patchbay login demo"));
        assertTrue(shown.getFirst().urgent());
    }

    @Test
    void a_backend_is_down_once_whatever_models_fail_and_back_when_all_are() {
        down("demo", "a");
        down("demo", "b");
        back("demo", "a");
        assertEquals(1, shown.size());

        back("demo", "b");

        assertEquals(2, shown.size());
        assertTrue(titles().getFirst().endsWith("does not answer"), titles().toString());
        assertTrue(titles().getLast().endsWith("answers again"), titles().toString());
        assertEquals(shown.getFirst().about(), shown.getLast().about());
    }

    @Test
    void a_backend_that_comes_and_goes_is_told_once_in_a_while() {
        for (int i = 0; i < 20; i++) {
            down("demo", "a");
            pass(Duration.ofSeconds(20));
            back("demo", "a");
            pass(Duration.ofSeconds(9));
        }
        assertEquals(2, shown.size());

        pass(Notices.QUIET);
        down("demo", "a");
        assertEquals(3, shown.size());
    }

    @Test
    void who_was_not_told_that_it_is_down_is_not_told_that_it_is_back() {
        down("demo", "a");
        back("demo", "a");
        down("demo", "a");
        back("demo", "a");

        assertEquals(2, shown.size());
    }

    @Test
    void what_a_person_reset_is_not_told() {
        down("demo", "a");
        notices.hear(new Note.BackendReset("demo", 1, 0));
        back("demo", "a");

        assertEquals(1, shown.size());
    }

    @Test
    void many_things_at_once_are_no_burst() {
        for (int i = 0; i < 50; i++) {
            down("backend-" + i, "m");
        }
        assertEquals(Notices.MOST_IN_A_MINUTE, shown.size());

        pass(Duration.ofMinutes(1));
        down("another", "m");
        assertEquals(Notices.MOST_IN_A_MINUTE + 1, shown.size());
    }

    @Test
    void a_door_that_could_not_move_is_told() {
        notices.hear(
                new Note.SettingsFault(
                        "server", "Port 5226 is in use.", "Patchbay stays on port 5225."));
        notices.hear(new Note.SettingsFault("backends[0].id", "is missing.", ""));

        assertEquals(1, shown.size());
        assertEquals("Port 5226 is in use. Patchbay stays on port 5225.", shown.getFirst().text());
    }

    @Test
    void who_wants_none_gets_none_but_answers_to_what_they_did() {
        settings = settings.withDesktop(settings.desktop().withNotifications(false));
        down("demo", "a");
        back("demo", "a");
        notices.answer("notice.copy", "Install xclip.");

        assertEquals(List.of("Nothing was copied"), titles());
    }
}
