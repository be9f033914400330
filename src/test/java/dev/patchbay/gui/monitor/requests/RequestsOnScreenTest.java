package dev.patchbay.gui.monitor.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.Fx;
import dev.patchbay.gui.monitor.MonitorShots;
import dev.patchbay.gui.monitor.SampleDoor;

import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.util.Optional;

/// The paths that a person walks through the requests, by keyboard and by mouse.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestsOnScreenTest {
    private final FxRobot robot = new FxRobot();
    private final SampleRequests sample = SampleRequests.of(5_000, 0).withBodies();
    private Stage stage;
    private RequestsViewModel model;
    private RequestsController screen;

    @BeforeEach
    void show() {
        var look = Fx.start();
        Fx.run(
                () -> {
                    model = RequestShots.model(sample, SampleDoor.open(0));
                    screen =
                            new RequestsController(
                                    model,
                                    MonitorShots.TEXTS,
                                    (_, _, name) -> Optional.of(Path.of(name)));
                    stage = new Stage();
                    var scene = new Scene(screen.root(), 1_100, 700);
                    look.dress(scene);
                    stage.setScene(scene);
                    stage.show();
                    stage.requestFocus();
                    screen.beat();
                });
        await("15:09:26");
    }

    @AfterEach
    void close() {
        Fx.run(
                () -> {
                    screen.close();
                    stage.close();
                });
    }

    @SuppressWarnings("unchecked")
    private TableView<Row> table() {
        return (TableView<Row>) screen.root().lookup(".requests-table");
    }

    private Optional<String> shown() {
        return Fx.run(() -> model.detail().factsProperty().get().map(it -> it.exchange().id()));
    }

    private void await(String text) {
        Fx.await(text, () -> robot.lookup(text).tryQuery().isPresent());
    }

    @Test
    void by_keyboard_alone_one_goes_down_opens_one_goes_on_and_comes_back() {
        Fx.run(
                () -> {
                    table().requestFocus();
                    table().getSelectionModel().select(0);
                });
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        assertEquals(Optional.of("req_sample04999"), shown());
        robot.type(KeyCode.DOWN);
        assertEquals(Optional.of("req_sample04998"), shown());
        assertTrue(Fx.run(() -> screen.back()));
        assertEquals(Optional.empty(), shown());
        assertFalse(Fx.run(() -> screen.back()));
    }

    @Test
    void the_oldest_of_thousands_is_one_key_away() {
        Fx.run(() -> table().requestFocus());
        robot.type(KeyCode.END);
        await("May 13 23:52");
    }

    @Test
    void a_click_opens_a_request_and_its_model_finds_all_like_it() {
        robot.clickOn("15:09:04");
        assertEquals(Optional.of("req_sample04998"), shown());
        await("paper-crane-large");
        robot.clickOn((Hyperlink link) -> link.getText().equals("paper-crane-large"));
        Fx.run(screen::beat);
        Fx.await(
                "the filtered count",
                () -> ((Label) screen.root().lookup(".muted")).getText().contains(" in · "));
    }

    @Test
    void what_is_typed_is_looked_for_with_the_next_beat() {
        Fx.run(screen::find);
        robot.write("status:503");
        Fx.run(screen::beat);
        Fx.await(
                "failed ones alone",
                () -> "503".equals(table().getItems().getFirst().facts().status()));
        assertTrue(Fx.run(() -> screen.back()));
        assertEquals("", Fx.run(() -> ((TextField) screen.root().lookup(".text-field")).getText()));
    }

    @Test
    void the_id_of_an_open_request_is_copied() {
        Fx.run(() -> screen.seek("req_sample00007"));
        await("Copy");
        robot.clickOn("Copy").clickOn("Id");
        assertEquals("req_sample00007", Fx.run(() -> Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void what_is_listed_is_exported_where_a_person_says() {
        robot.clickOn("Export").clickOn("What is listed, as CSV …");
        Fx.await("the file", () -> sample.written.contains("CSV {} requests.csv"));
    }

    @Test
    void a_request_is_sent_again_with_both_answers_in_sight() {
        Fx.run(() -> screen.seek("req_sample00007"));
        await("Replay");
        robot.clickOn("Replay");
        await("Send again");
        robot.clickOn("Send again");
        sample.finish();
        Fx.run(screen::beat);
        await("workshop/lantern-coder");
        assertTrue(robot.lookup("harbour/paper-crane-large").tryQuery().isPresent());
    }
}
