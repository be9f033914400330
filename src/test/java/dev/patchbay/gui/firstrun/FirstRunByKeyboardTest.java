package dev.patchbay.gui.firstrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.Fx;
import dev.patchbay.gui.firstrun.FirstRunViewModel.Step;
import dev.patchbay.gui.firstrun.StartViewModel.Choice;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Look;
import dev.patchbay.gui.parts.Memory;
import dev.patchbay.gui.parts.ScreenWindow;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A first run in its window, by the keyboard alone.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FirstRunByKeyboardTest {
    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private final SampleHouse house = new SampleHouse();
    private FirstRunViewModel model;
    private ScreenWindow window;
    private int overs;

    @BeforeEach
    void open() {
        Look look = Fx.start();
        Fx.run(
                () -> {
                    model = house.model(Errands.ofScreen(), () -> overs++);
                    var plan =
                            new ScreenWindow.Plan(
                                    "firstRun",
                                    "First run",
                                    new ScreenWindow.Size(820, 720),
                                    () -> new FirstRunController(model, SampleHouse.TEXTS),
                                    () -> overs++);
                    var memory = new Memory(folder.resolve("windows"), Errands.atOnce());
                    window = new ScreenWindow(plan, look, memory);
                    window.show();
                });
        Fx.await("the window has the keyboard", () -> stage().isFocused());
    }

    @AfterEach
    void close() {
        Fx.run(() -> window.release());
    }

    private static Stage stage() {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(it -> "First run".equals(it.getTitle()))
                .findFirst()
                .orElseThrow();
    }

    private static Scene scene() {
        return stage().getScene();
    }

    private void press(KeyCode... keys) {
        for (KeyCode key : keys) {
            robot.type(key);
        }
    }

    /// Tabs until the focus is there.
    private void tabTo(String id) {
        for (int i = 0; i < 40 && !isFocused(id); i++) {
            press(KeyCode.TAB);
        }
        assertTrue(isFocused(id), "Tab does not lead to " + id);
    }

    private static boolean isFocused(String id) {
        return Fx.run(
                () -> {
                    Node owner = scene().getFocusOwner();
                    return owner != null && id.equals(owner.getId());
                });
    }

    private void awaitStep(Step step) {
        Fx.await(step.toString(), () -> model.stepProperty().get() == step);
    }

    /// Presses Enter, and waits until the button that leads on says this.
    private void enter(String next) {
        press(KeyCode.ENTER);
        Fx.await(
                next,
                () -> next.equals(model.nextProperty().get()) && model.canNextProperty().get());
    }

    @Test
    void the_demo_takes_enter_alone() {
        enter("Connect");
        enter("Continue");
        assertEquals(List.of("answers demo", "connected"), house.done);
        enter("Send one for me");
        enter("Open Patchbay");
        press(KeyCode.ENTER);
        Fx.await("it is over", () -> overs > 0);

        assertEquals(List.of("answers demo", "connected", "sent", "gave up"), house.done);
        assertEquals(1, overs);
    }

    @Test
    void arrows_go_through_the_ways_as_they_stand() {
        for (Choice next : List.of(Choice.KEY, Choice.LOCAL, Choice.IMPORT, Choice.DEMO)) {
            press(KeyCode.DOWN);
            Fx.await(next.toString(), () -> model.start().choiceProperty().get() == next);
        }
    }

    @Test
    void a_key_is_chosen_typed_tested_and_taken() {
        press(KeyCode.RIGHT);
        Fx.await("the key is chosen", () -> model.start().choiceProperty().get() == Choice.KEY);
        tabTo("pasted");
        robot.write("abc");
        press(KeyCode.ENTER);
        Fx.await("it was tested", () -> model.start().trial().usableProperty().get());
        press(KeyCode.ENTER);

        awaitStep(Step.CLIENT);
        assertEquals(List.of("tried openai", "answers openai/sample/sonnet-like"), house.done);
    }

    @Test
    void every_step_can_be_skipped_and_gone_back_to() {
        for (Step before : Step.values()) {
            awaitStep(before);
            if (before != Step.REQUEST) {
                tabTo("skip");
                press(KeyCode.SPACE);
            }
        }
        press(KeyCode.ESCAPE);
        awaitStep(Step.CLIENT);
        press(KeyCode.ESCAPE);
        awaitStep(Step.START);
        assertEquals(0, overs);
        press(KeyCode.ESCAPE);
        Fx.await("it is over", () -> overs == 1);
    }

    @Test
    void tab_goes_round_every_control_of_each_step_and_each_has_a_name() {
        for (Step at : Step.values()) {
            Set<Node> met = new LinkedHashSet<>();
            for (int i = 0; i < 30; i++) {
                press(KeyCode.TAB);
                met.add(Fx.run(() -> scene().getFocusOwner()));
            }
            assertTrue(met.size() >= 3, at + ": " + met);
            for (Node each : met) {
                assertFalse(nameOf(each).isBlank(), at + ": no name on " + each);
            }
            Fx.run(() -> model.skip());
        }
    }

    private static String nameOf(Node node) {
        String said = node.getAccessibleText();
        return said != null
                ? said
                : node instanceof ButtonBase || node instanceof Labeled
                        ? ((Labeled) node).getText()
                        : "";
    }
}
