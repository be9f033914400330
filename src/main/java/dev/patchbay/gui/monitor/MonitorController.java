package dev.patchbay.gui.monitor;

import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.LampDot;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.ScreenWindow;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The Patchbay window's content: the rail, and beside it the chosen screen.
public final class MonitorController implements Screen {
    /// Below this width the rail shows its icons alone.
    private static final double ROOMY = 920;

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    /// What leads out of this window.
    public record Ways(Runnable settings, Runnable quit) {}

    private final List<Place> places;
    private final DoorViewModel door;
    private final Texts texts;
    private final Ways ways;
    private final Map<Place, Screen> screens = new LinkedHashMap<>();
    private final Map<Place, ToggleButton> buttons = new LinkedHashMap<>();
    private final Parent root;
    private Place chosen;

    @FXML private BorderPane frame;
    @FXML private VBox rail;
    @FXML private StackPane stage;
    @FXML private Button settings;
    @FXML private LampDot lamp;
    @FXML private Label headline;
    @FXML private Label address;
    @FXML private Label brand;

    /// @param places the first of them is shown first
    public MonitorController(List<Place> places, DoorViewModel door, Texts texts, Ways ways) {
        this.places = List.copyOf(places);
        this.door = door;
        this.texts = texts;
        this.ways = ways;
        this.chosen = places.getFirst();
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        places.forEach(this::addToRail);
        frame.widthProperty().map(width -> width.doubleValue() < ROOMY).subscribe(this::fit);
        settings.setOnAction(_ -> ways.settings().run());
        lamp.follow(door.lampProperty());
        headline.textProperty().bind(door.headlineProperty());
        address.textProperty()
                .bind(door.addressProperty().map(full -> full.replaceFirst("^http://", "")));
    }

    private void fit(boolean narrow) {
        frame.pseudoClassStateChanged(NARROW, narrow);
        headline.setVisible(!narrow);
        headline.setManaged(!narrow);
        address.setVisible(!narrow);
        address.setManaged(!narrow);
        brand.setManaged(!narrow);
        brand.setVisible(!narrow);
    }

    private void addToRail(Place place) {
        String name = texts.get("monitor." + place.key());
        var button = new ToggleButton(name, new FontIcon(place.icon()));
        button.setId("rail-" + place.key());
        button.getStyleClass().add("rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(name));
        button.setOnAction(_ -> show(place));
        buttons.put(place, button);
        rail.getChildren().add(button);
    }

    @Override
    public Parent root() {
        return root;
    }

    /// What the rail shows of our own door.
    public DoorViewModel door() {
        return door;
    }

    /// Leads to the screen of this name.
    @Override
    public void seek(String key) {
        places.stream().filter(place -> place.key().equals(key)).findFirst().ifPresent(this::show);
    }

    /// Leads to the request of this id.
    public void showRequest(String id) {
        seek("requests");
        screen().seek(id);
    }

    private void show(Place place) {
        if (!place.equals(chosen)) {
            screen().leave();
            chosen = place;
        }
        appear();
    }

    /// The chosen screen, built when it is first needed.
    private Screen screen() {
        return screens.computeIfAbsent(chosen, place -> place.make().apply(this));
    }

    @Override
    public void appear() {
        buttons.forEach((place, button) -> button.setSelected(place.equals(chosen)));
        stage.getChildren().setAll(screen().root());
        screen().appear();
    }

    @Override
    public void beat() {
        door.beat();
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
    public Map<KeyCombination, Runnable> shortcuts() {
        var keys = new LinkedHashMap<KeyCombination, Runnable>();
        places.forEach(
                place -> place.shortcut().ifPresent(key -> keys.put(key, () -> show(place))));
        keys.put(ScreenWindow.shortcut(KeyCode.COMMA), ways.settings());
        keys.put(ScreenWindow.shortcut(KeyCode.Q), ways.quit());
        return keys;
    }

    @Override
    public void close() {
        screens.values().forEach(Screen::close);
    }
}
