package dev.patchbay.app.modes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.modes.TrayWish.Screen;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which window or icon Patchbay shows, with windows that only tell what was asked of them and
/// time that passes when the test says so.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ModesTest {
    private final List<String> asked = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Told windows = new Told();
    private int underWay;
    private boolean inSight;
    private final Modes modes = new Modes(_ -> made(), () -> underWay, this::later);

    private final class Told implements Windows {
        private Runnable end = () -> {};

        @Override
        public void show() {
            asked.add("show");
        }

        @Override
        public void showLogs() {
            asked.add("logs");
        }

        @Override
        public void showSettings() {
            asked.add("settings");
        }

        @Override
        public void minimise() {
            asked.add("minimise");
        }

        @Override
        public void minimiseForWantOfTray() {
            asked.add("minimise and say why");
        }

        @Override
        public void hide() {
            asked.add("hide");
        }

        @Override
        public void release() {
            asked.add("release");
        }

        @Override
        public boolean areInSight() {
            return inSight;
        }

        @Override
        public void close() {
            asked.add("close");
        }

        @Override
        public void askBeforeEnd(Modes.Ending how, Runnable whenSo) {
            asked.add("ask " + how);
            end = whenSo;
        }
    }

    private Windows made() {
        asked.add("make");
        return windows;
    }

    private void later(Duration wait, Runnable what) {
        waiting.add(what);
    }

    private void timePasses() {
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void a_start_shows_the_window() {
        modes.begin(false);

        assertEquals(List.of("make", "show"), asked);
    }

    @Test
    void a_hidden_start_with_a_tray_makes_no_window() {
        modes.begin(true);
        modes.tray(true);
        timePasses();

        assertEquals(List.of(), asked);
        assertEquals(Modes.Mode.TRAY, modes.mode());
    }

    @Test
    void a_hidden_start_whose_tray_does_not_come_is_in_the_list_of_windows() {
        modes.begin(true);
        modes.tray(false);
        timePasses();

        assertEquals(List.of("make", "minimise"), asked);
    }

    @Test
    void a_tray_that_goes_for_good_leaves_us_in_the_list_of_windows() {
        modes.begin(true);
        modes.tray(true);
        timePasses();
        modes.tray(false);
        timePasses();

        assertEquals(List.of("make", "minimise"), asked);
    }

    @Test
    void a_tray_that_is_back_soon_makes_no_window() {
        modes.begin(true);
        modes.tray(true);
        modes.tray(false);
        modes.tray(true);
        timePasses();

        assertEquals(List.of(), asked);
        assertEquals(Modes.Mode.TRAY, modes.mode());
    }

    @Test
    void the_end_of_the_program_closes_windows_that_there_are() {
        modes.farewell();
        assertEquals(List.of(), asked);

        modes.begin(false);
        modes.farewell();
        assertEquals(List.of("make", "show", "close"), asked);
    }

    @Test
    void a_window_closed_into_the_tray_gives_its_memory_back_later() {
        modes.tray(true);
        modes.begin(false);
        modes.close();
        assertEquals(List.of("make", "show", "hide"), asked);
        timePasses();

        assertEquals("release", asked.getLast());
    }

    @Test
    void a_window_that_was_opened_again_keeps_its_memory() {
        modes.tray(true);
        modes.begin(false);
        modes.close();
        modes.reveal();
        timePasses();

        assertEquals(List.of("make", "show", "hide", "show"), asked);
    }

    @Test
    void a_window_closed_without_a_tray_is_minimised() {
        modes.begin(false);
        modes.close();

        assertEquals("minimise and say why", asked.getLast());
        assertEquals(Modes.Mode.WINDOW, modes.mode());
    }

    @Test
    void the_tray_opens_what_was_chosen_in_it() {
        modes.tray(true);
        modes.begin(true);
        modes.open(Screen.SETTINGS);
        assertEquals(Modes.Mode.TRAY, modes.mode());
        modes.open(Screen.LOGS);
        modes.open(Screen.MONITOR);

        assertEquals(List.of("make", "settings", "logs", "show"), asked);
        assertEquals(Modes.Mode.WINDOW, modes.mode());
    }

    @Test
    void who_quits_while_nothing_is_under_way_is_not_asked() {
        modes.tray(true);
        modes.begin(true);
        modes.quit();

        assertEquals(List.of(), asked);
        assertEquals(Modes.Mode.ENDED, modes.mode());
    }

    @Test
    void who_quits_while_requests_are_under_way_is_asked_first() {
        underWay = 1;
        modes.quit();
        assertEquals(List.of("make", "ask QUIT"), asked);
        assertEquals(Modes.Mode.SERVE, modes.mode());
        windows.end.run();

        assertEquals(Modes.Mode.ENDED, modes.mode());
    }

    @Test
    void who_restarts_while_requests_are_under_way_is_asked_first() throws Exception {
        underWay = 1;
        modes.restart();
        assertEquals(List.of("make", "ask RESTART"), asked);
        windows.end.run();

        assertEquals(Modes.Ending.RESTART, modes.awaitEnd());
    }

    @Test
    void it_begins_anew_by_itself_while_only_its_icon_can_be_seen() throws Exception {
        modes.begin(true);
        modes.tray(true);

        assertTrue(modes.restartUnseen());
        assertEquals(Modes.Ending.UNSEEN_RESTART, modes.awaitEnd());
        assertEquals(List.of(), asked, "no window was made for it");
    }

    @Test
    void it_does_not_begin_anew_by_itself_while_its_window_is_open_or_minimised() {
        modes.begin(false);

        assertFalse(modes.restartUnseen());
        assertEquals(Modes.Mode.WINDOW, modes.mode());
    }

    @Test
    void it_does_not_begin_anew_by_itself_while_somebody_is_at_the_settings() {
        modes.tray(true);
        modes.open(Screen.SETTINGS);
        inSight = true;
        assertFalse(modes.restartUnseen());

        inSight = false;
        assertTrue(modes.restartUnseen());
    }

    @Test
    void it_does_not_begin_anew_after_a_person_has_quit() throws Exception {
        modes.tray(true);
        modes.begin(true);
        modes.quit();

        assertFalse(modes.restartUnseen());
        assertEquals(Modes.Ending.QUIT, modes.awaitEnd());
    }

    @Test
    void nothing_is_opened_any_more_at_the_end() {
        modes.quit();
        modes.reveal();
        modes.open(Screen.SETTINGS);
        modes.open(Screen.LOGS);

        assertEquals(List.of(), asked);
    }
}
