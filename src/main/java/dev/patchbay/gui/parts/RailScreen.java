package dev.patchbay.gui.parts;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// A window's content with a rail, and beside it the one screen that was chosen there. What the
/// window tells it, that screen hears.
public abstract class RailScreen implements Screen {
    /// Below this width the rail shows its icons alone.
    private static final double ROOMY = 920;

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    /// A place of the rail, and the screen that it leads to.
    ///
    /// @param key what `seek` knows it by
    /// @param id of its button
    /// @param name what the button says
    /// @param icon of the Feather font, as `fth-list`
    /// @param make builds the screen when it is first looked at
    public record Stop(String key, String id, String name, String icon, Supplier<Screen> make) {}

    private final Map<Stop, Screen> screens = new LinkedHashMap<>();
    private final Map<Stop, ToggleButton> buttons = new LinkedHashMap<>();
    private @Nullable Stop chosen;

    @FXML private BorderPane frame;
    @FXML private VBox rail;
    @FXML private StackPane stage;

    /// @param stops the first of them is shown first
    protected final void lay(List<Stop> stops) {
        stops.forEach(this::add);
        chosen = stops.getFirst();
        frame.widthProperty().map(width -> width.doubleValue() < ROOMY).subscribe(this::fit);
    }

    private void add(Stop stop) {
        var button = new ToggleButton(stop.name(), new FontIcon(stop.icon()));
        button.setId(stop.id());
        button.getStyleClass().add("rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(stop.name()));
        button.setOnAction(_ -> show(stop));
        buttons.put(stop, button);
        rail.getChildren().add(button);
    }

    /// The window became narrow or wide.
    protected void fit(boolean narrow) {
        frame.pseudoClassStateChanged(NARROW, narrow);
    }

    private void show(Stop stop) {
        if (!stop.equals(chosen)) {
            screen().leave();
            chosen = stop;
        }
        appear();
    }

    /// The chosen screen.
    protected final Screen screen() {
        return screens.computeIfAbsent(Objects.requireNonNull(chosen), it -> it.make().get());
    }

    /// Leads to the screen of this key.
    @Override
    public void seek(String key) {
        buttons.keySet().stream()
                .filter(stop -> stop.key().equals(key))
                .findFirst()
                .ifPresent(this::show);
    }

    @Override
    public void appear() {
        buttons.forEach((stop, button) -> button.setSelected(stop.equals(chosen)));
        stage.getChildren().setAll(screen().root());
        screen().appear();
    }

    @Override
    public void beat() {
        screen().beat();
    }

    @Override
    public void leave() {
        screen().leave();
    }

    @Override
    public void refresh() {
        screen().refresh();
    }

    @Override
    public void find() {
        screen().find();
    }

    @Override
    public boolean back() {
        return screen().back();
    }

    @Override
    public void close() {
        screens.values().forEach(Screen::close);
    }
}
