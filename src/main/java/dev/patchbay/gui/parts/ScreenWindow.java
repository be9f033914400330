package dev.patchbay.gui.parts;

import javafx.animation.PauseTransition;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A window with one screen in it. Built when it is first shown; while it cannot be seen its pulse
/// stands still, and when it is released nothing of it is left but where it stood.
///
/// All of it happens where windows are drawn.
public final class ScreenWindow {
    /// What a window is made of.
    ///
    /// @param key what its place is remembered by
    /// @param make builds the screen
    /// @param closing what closing it means, by its button, its keys or the system
    public record Plan(
            String key, String title, Size usual, Supplier<Screen> make, Runnable closing) {}

    public record Size(double width, double height) {}

    /// What is there while it is built.
    private record Built(Stage stage, Screen screen, Pulse pulse) {}

    private static final Size LEAST = new Size(760, 520);
    private static final KeyCombination FIND = shortcut(KeyCode.F);
    private static final KeyCombination CLOSE = shortcut(KeyCode.W);
    private static final KeyCombination REFRESH = new KeyCodeCombination(KeyCode.F5);
    private static final Duration REST = Duration.seconds(1);
    private static final List<Integer> ICONS = List.of(16, 32, 48, 64, 128, 256);

    private final Plan plan;
    private final Look look;
    private final Memory memory;
    private @Nullable Built built;

    public ScreenWindow(Plan plan, Look look, Memory memory) {
        this.plan = plan;
        this.look = look;
        this.memory = memory;
    }

    /// Ctrl, or Cmd on macOS, with this key.
    public static KeyCombination shortcut(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    /// Brings it up, before all others.
    public void show() {
        Stage stage = build().stage();
        stage.setIconified(false);
        stage.show();
        stage.toFront();
        stage.requestFocus();
    }

    /// Brings it up and shows what has this id there.
    public void show(String id) {
        show();
        build().screen().seek(id);
    }

    /// Leaves it in the list of windows alone.
    public void minimise() {
        Stage stage = build().stage();
        stage.show();
        stage.setIconified(true);
    }

    public void hide() {
        if (built != null) {
            remember(built.stage());
            built.stage().hide();
        }
    }

    /// Gives its memory back.
    public void release() {
        Built gone = built;
        if (gone != null) {
            hide();
            built = null;
            gone.screen().close();
            gone.stage().setScene(null);
            gone.stage().close();
        }
    }

    public boolean isBuilt() {
        return built != null;
    }

    private Built build() {
        if (built != null) {
            return built;
        }
        Screen screen = plan.make().get();
        var stage = new Stage();
        var scene = new Scene(screen.root(), plan.usual().width(), plan.usual().height());
        var made = new Built(stage, screen, new Pulse(screen::beat));
        built = made;
        look.dress(scene);
        keys(scene, screen);
        stage.setScene(scene);
        stage.setTitle(plan.title());
        stage.setMinWidth(LEAST.width());
        stage.setMinHeight(LEAST.height());
        ICONS.forEach(size -> stage.getIcons().add(icon(size)));
        place(stage);
        rememberOnceItRests(stage);
        stage.setOnCloseRequest(
                event -> {
                    event.consume();
                    plan.closing().run();
                });
        stage.showingProperty().subscribe(() -> sight(made));
        stage.iconifiedProperty().subscribe(() -> sight(made));
        return made;
    }

    private static Image icon(int size) {
        String file = "icon/patchbay-%d.png".formatted(size);
        return new Image(
                Objects.requireNonNull(ScreenWindow.class.getResource(file)).toExternalForm());
    }

    private void keys(Scene scene, Screen screen) {
        scene.getAccelerators().put(REFRESH, screen::refresh);
        scene.getAccelerators().put(FIND, screen::find);
        scene.getAccelerators().put(CLOSE, plan.closing());
        scene.getAccelerators().putAll(screen.shortcuts());
        // A handler and no accelerator: lists, menus and fields that want Esc come first.
        scene.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && !event.isConsumed()) {
                        event.consume();
                        if (!screen.back()) {
                            plan.closing().run();
                        }
                    }
                });
    }

    /// It came into sight, or went out of it.
    private void sight(Built now) {
        boolean seen = now.stage().isShowing() && !now.stage().isIconified();
        if (seen == now.pulse().isBeating()) {
            return;
        }
        if (seen) {
            look.apply();
            now.screen().appear();
            now.screen().beat();
            now.pulse().start();
        } else {
            now.pulse().stop();
            now.screen().leave();
        }
    }

    // ------------------------------------------------------------------ its place

    private void place(Stage stage) {
        List<Rectangle2D> screens =
                javafx.stage.Screen.getScreens().stream()
                        .map(javafx.stage.Screen::getVisualBounds)
                        .toList();
        memory.get(key())
                .flatMap(WindowPlace::of)
                .flatMap(place -> place.on(screens, LEAST.width(), LEAST.height()))
                .ifPresent(place -> put(stage, place));
    }

    private static void put(Stage stage, WindowPlace place) {
        stage.setX(place.bounds().getMinX());
        stage.setY(place.bounds().getMinY());
        stage.setWidth(place.bounds().getWidth());
        stage.setHeight(place.bounds().getHeight());
        stage.setMaximized(place.maximised());
    }

    /// A program that is killed does not close its windows.
    private void rememberOnceItRests(Stage stage) {
        var rest = new PauseTransition(REST);
        rest.setOnFinished(_ -> remember(stage));
        Stream.of(
                        stage.xProperty(),
                        stage.yProperty(),
                        stage.widthProperty(),
                        stage.heightProperty(),
                        stage.maximizedProperty())
                .forEach(each -> each.subscribe(_ -> rest.playFromStart()));
    }

    private void remember(Stage stage) {
        boolean known = !Double.isNaN(stage.getX() + stage.getWidth());
        if (known && !stage.isIconified()) {
            var bounds =
                    new Rectangle2D(
                            stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
            memory.put(key(), new WindowPlace(bounds, stage.isMaximized()).text());
        }
    }

    private String key() {
        return "window." + plan.key();
    }
}
