package dev.patchbay.gui.monitor.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.Fx;
import dev.patchbay.gui.monitor.MonitorShots;
import dev.patchbay.journal.Tail;

import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.ArrayList;
import java.util.List;

/// The paths that a person walks through the log.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogsOnScreenTest {
    private final FxRobot robot = new FxRobot();
    private final Tail tail = SampleLog.tail(400);
    private final List<String> opened = new ArrayList<>();
    private Stage stage;
    private LogsViewModel model;
    private LogsController screen;

    @BeforeEach
    void show() {
        var look = Fx.start();
        Fx.run(
                () -> {
                    model = LogShots.model(tail);
                    screen = new LogsController(model, MonitorShots.TEXTS, opened::add);
                    stage = new Stage();
                    var scene = new Scene(screen.root(), 1_100, 700);
                    look.dress(scene);
                    stage.setScene(scene);
                    stage.show();
                    stage.requestFocus();
                    screen.beat();
                    list().requestFocus();
                });
        Fx.await("the newest line", () -> isSeen(newest()));
    }

    @AfterEach
    void close() {
        Fx.run(() -> stage.close());
    }

    @SuppressWarnings("unchecked")
    private ListView<LogLine> list() {
        return (ListView<LogLine>) screen.root().lookup(".log-list");
    }

    private LogLine newest() {
        return model.shown().getLast();
    }

    private boolean isSeen(LogLine line) {
        return screen.root().lookupAll(".log-cell").stream()
                .map(LogCell.class::cast)
                .anyMatch(cell -> line.equals(cell.getItem()) && cell.isVisible());
    }

    @Test
    void the_newest_line_stays_in_sight_until_one_goes_up() {
        SampleLog.tell(tail, 100);
        Fx.run(screen::beat);
        Fx.await("the newest line", () -> isSeen(newest()));
        robot.type(KeyCode.HOME);
        SampleLog.tell(tail, 100);
        Fx.run(screen::beat);
        assertFalse(Fx.run(() -> model.followingProperty().get()));
        Fx.await("the oldest line", () -> isSeen(model.shown().getFirst()));
        robot.clickOn("Jump to newest");
        Fx.await("the newest line again", () -> isSeen(newest()));
    }

    @Test
    void enter_on_a_line_of_a_request_leads_to_it() {
        robot.type(KeyCode.HOME);
        Fx.run(() -> list().getSelectionModel().clearAndSelect(0));
        robot.type(KeyCode.ENTER);
        assertEquals(List.of("req_sample0000"), opened);
    }

    @Test
    void chosen_lines_are_copied() {
        Fx.run(() -> list().getSelectionModel().selectRange(0, 2));
        robot.press(KeyCode.SHORTCUT).type(KeyCode.C).release(KeyCode.SHORTCUT);
        String copied = Fx.run(() -> Clipboard.getSystemClipboard().getString());
        assertEquals(2, copied.lines().count());
        assertTrue(copied.contains("INFO  req_sample0000 sonnet"), copied);
    }

    @Test
    void escape_forgets_what_is_looked_for_before_it_closes_the_window() {
        Fx.run(screen::find);
        robot.write("moth");
        Fx.run(screen::beat);
        assertTrue(Fx.run(() -> model.shown().stream().allMatch(it -> it.holds("moth"))));
        assertTrue(Fx.run(() -> screen.back()));
        assertFalse(Fx.run(() -> screen.back()));
    }
}
