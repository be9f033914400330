package dev.patchbay.app.windows;

import dev.patchbay.app.house.Voice;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.modes.Modes;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.gui.Fx;
import dev.patchbay.journal.Tail;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.masking.KnownSecrets;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.Assertions;
import org.testfx.api.FxRobot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A whole Patchbay with its real windows, on the screen that nobody sees.
final class Desktop implements AutoCloseable {
    static final String WELCOME = "Welcome to Patchbay";
    static final String MONITOR = "Patchbay";
    static final String SETTINGS = "Settings";

    final Wiring house;
    final FxWindows windows;
    final Tail tail;
    private final Path person;

    /// With a door at any free port.
    ///
    /// @param folder holds its files, and the home of the person who uses it
    Desktop(Path folder, Map<String, String> environment) throws IOException {
        Path ours = folder.resolve("patchbay");
        person = folder.resolve("person");
        Map<String, String> around = new HashMap<>(environment);
        // PATCHBAY_HOME keeps the keychain of whoever runs the tests apart.
        around.put("PATCHBAY_HOME", ours.toString());
        around.put("HOME", person.toString());
        around.put("USERPROFILE", person.toString());
        house =
                Wiring.of(
                        paths(folder),
                        Overrides.of(Map.of("port", "0"), Map.of()),
                        around,
                        new KnownSecrets(),
                        Voice.MUTE);
        tail = new Tail(house.clock(), 10_000);
        house.journal().listen(tail::hear);
        Fx.start();
        var modes = new Modes(_ -> null, house::underWay, Desktop::never);
        windows = new FxWindows(house, around, tail, modes, () -> {});
    }

    static AppPaths paths(Path folder) {
        Path ours = folder.resolve("patchbay");
        return new AppPaths(
                ours, ours, ours.resolve("cache"), ours.resolve("logs"), ours.resolve("run"));
    }

    private static void never(Duration wait, Runnable what) {
        Objects.requireNonNull(what);
    }

    /// The home of the person who uses it.
    Path person() {
        return person;
    }

    static Optional<Stage> stage(String title) {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(it -> title.equals(it.getTitle()) && it.isShowing())
                .findFirst();
    }

    static void await(String title) {
        Fx.await(title, () -> stage(title).isPresent());
    }

    static Scene scene(String title) {
        return stage(title).map(Stage::getScene).orElseThrow();
    }

    static <T extends Node> T at(String title, String id, Class<T> type) {
        Node found = scene(title).lookup("#" + id);
        return type.cast(Objects.requireNonNull(found, () -> "no " + id + " in " + title));
    }

    static Set<String> titles() {
        return Fx.run(
                () ->
                        Window.getWindows().stream()
                                .filter(Window::isShowing)
                                .map(it -> ((Stage) it).getTitle())
                                .collect(Collectors.toSet()));
    }

    static Set<Node> all(String title, String style) {
        return scene(title).getRoot().lookupAll(style);
    }

    /// Whether it is there to be seen.
    static boolean is(String title, String id) {
        Node found = scene(title).lookup("#" + id);
        return found != null && found.isVisible();
    }

    static void type(KeyCode key) {
        new FxRobot().type(key);
    }

    /// Waits until this button can be pressed and says this, and presses it.
    static void press(String title, String id, String says) {
        Fx.await(
                id + " saying " + says,
                () -> {
                    boolean there =
                            stage(title).map(it -> it.getScene().lookup("#" + id)).isPresent();
                    if (!there) {
                        return false;
                    }
                    Button button = at(title, id, Button.class);
                    return !button.isDisabled()
                            && (says.isEmpty() || says.equals(button.getText()));
                });
        Fx.run(() -> at(title, id, Button.class).fire());
    }

    /// Leads to the screen of this button of a window's rail.
    static void lead(String title, String button) {
        Fx.run(() -> at(title, button, ToggleButton.class).fire());
    }

    @Override
    public void close() {
        Fx.run(
                () ->
                        List.copyOf(Window.getWindows()).stream()
                                .filter(Stage.class::isInstance)
                                .forEach(Window::hide));
        windows.release();
        windows.close();
        house.close();
        Assertions.assertTrue(Fx.run(() -> Window.getWindows().isEmpty()));
    }
}
