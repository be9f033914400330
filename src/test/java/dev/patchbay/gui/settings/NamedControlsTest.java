package dev.patchbay.gui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.gui.Fx;
import dev.patchbay.gui.parts.Look;
import dev.patchbay.gui.parts.Screen;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whoever cannot see the settings is told what each control is, and reaches it by keyboard.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class NamedControlsTest {
    private Stage stage;

    @AfterEach
    void close() {
        Fx.run(() -> stage.close());
    }

    private Screen shown(String section) {
        Look look = Fx.start();
        return Fx.run(
                () -> {
                    Screen screen =
                            new SampleWindow(SampleSettings.full()).at(section, (_, _) -> {});
                    var scene = new Scene(screen.root(), 1280, 860);
                    look.dress(scene);
                    stage = new Stage();
                    stage.setScene(scene);
                    screen.appear();
                    stage.show();
                    unfold(screen.root());
                    screen.root().applyCss();
                    screen.root().layout();
                    return screen;
                });
    }

    private static void unfold(Parent root) {
        root.lookupAll(".titled-pane").forEach(each -> ((TitledPane) each).setExpanded(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "general",
                "backends",
                "models",
                "clients",
                "rewrites",
                "budgets",
                "privacy",
                "imports",
                "about"
            })
    void every_control_has_a_name_and_can_be_reached(String section) {
        Screen screen = shown(section);
        List<String> nameless =
                Fx.run(
                        () ->
                                controls(screen.root())
                                        .filter(it -> name(it).isBlank())
                                        .map(Node::toString)
                                        .toList());
        List<String> skipped =
                Fx.run(
                        () ->
                                controls(screen.root())
                                        .filter(it -> !it.isFocusTraversable())
                                        .map(Node::toString)
                                        .toList());

        assertEquals(List.of(), nameless);
        assertEquals(List.of(), skipped);
    }

    /// Those that a person uses; not what they are made of.
    private static Stream<Control> controls(Parent root) {
        List<Control> found = new ArrayList<>();
        collect(root, found);
        return found.stream();
    }

    private static void collect(Node node, List<Control> found) {
        if (!node.isVisible()) {
            return;
        }
        boolean used =
                node instanceof ButtonBase
                        || node instanceof TextInputControl
                        || node instanceof ChoiceBox<?>
                        || node instanceof ComboBoxBase<?>
                        || node instanceof ListView<?>;
        if (used) {
            found.add((Control) node);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(it -> collect(it, found));
        }
    }

    private static String name(Control control) {
        if (control.getAccessibleText() != null && !control.getAccessibleText().isBlank()) {
            return control.getAccessibleText();
        }
        return control instanceof Labeled labeled && labeled.getText() != null
                ? labeled.getText()
                : "";
    }
}
