package dev.patchbay.gui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.Fx;
import dev.patchbay.gui.parts.Look;
import dev.patchbay.gui.parts.Screen;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Objects;

/// The settings window, with its buttons pressed.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SettingsScreenTest {
    private final SampleWindow window = new SampleWindow(SampleSettings.full());
    private Screen screen;
    private Stage stage;

    @BeforeEach
    void open() {
        Look look = Fx.start();
        Fx.run(
                () -> {
                    screen = window.at("backends", (_, _) -> {});
                    stage = new Stage();
                    stage.setScene(new Scene(screen.root(), 960, 680));
                    look.dress(stage.getScene());
                    screen.appear();
                    stage.show();
                });
    }

    @AfterEach
    void close() {
        Fx.run(
                () -> {
                    screen.close();
                    stage.close();
                });
    }

    private <T extends Node> T found(String id, Class<T> type) {
        return type.cast(Objects.requireNonNull(screen.root().lookup("#" + id), id));
    }

    @Test
    void a_backend_is_added_by_its_key_tested_and_saved() {
        Fx.run(
                () -> {
                    found("add", Button.class).fire();
                    PasswordField pasted = found("pasted", PasswordField.class);
                    pasted.setText("gsk_fakefakefakefakefake");
                    pasted.getOnAction().handle(null);
                    found("test", Button.class).fire();
                });

        assertTrue(window.keeper.stored().backend("groq").isPresent());
    }

    @Test
    void a_name_is_saved_by_the_one_button() {
        Fx.run(
                () -> {
                    found("name", TextField.class).setText("Router");
                    found("save", Button.class).fire();
                });

        assertEquals("Router", window.keeper.stored().backend("openrouter").orElseThrow().name());
        assertTrue(Fx.run(() -> found("save", Button.class).isDisabled()));
    }

    @Test
    void the_port_that_the_environment_overrides_says_so() {
        Fx.run(() -> screen.seek("general"));

        Fx.await(
                "the mark beside the port",
                () ->
                        screen.root().lookupAll(".form-override").stream()
                                .map(each -> ((Label) each).getText())
                                .anyMatch(text -> text.contains("PATCHBAY_PORT")));
    }
}
