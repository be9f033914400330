package dev.patchbay.gui.monitor;

import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.LampDot;
import dev.patchbay.gui.parts.RailScreen;
import dev.patchbay.gui.parts.ScreenWindow;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The Patchbay window's content: the rail, and beside it the chosen screen.
public final class MonitorController extends RailScreen {
    /// What leads out of this window.
    public record Ways(Runnable settings, Runnable quit) {}

    private final List<Place> places;
    private final DoorViewModel door;
    private final Texts texts;
    private final Ways ways;
    private final Parent root;

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
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        lay(places.stream().map(this::stop).toList());
        settings.setOnAction(_ -> ways.settings().run());
        lamp.follow(door.lampProperty());
        headline.textProperty().bind(door.headlineProperty());
        address.textProperty()
                .bind(door.addressProperty().map(full -> full.replaceFirst("^http://", "")));
    }

    @Override
    protected void fit(boolean narrow) {
        super.fit(narrow);
        headline.setVisible(!narrow);
        headline.setManaged(!narrow);
        address.setVisible(!narrow);
        address.setManaged(!narrow);
        brand.setManaged(!narrow);
        brand.setVisible(!narrow);
    }

    private Stop stop(Place place) {
        return new Stop(
                place.key(),
                "rail-" + place.key(),
                texts.get("monitor." + place.key()),
                place.icon(),
                () -> place.make().apply(this));
    }

    @Override
    public Parent root() {
        return root;
    }

    /// What the rail shows of our own door.
    public DoorViewModel door() {
        return door;
    }

    /// Leads to the request of this id.
    public void showRequest(String id) {
        seek("requests");
        screen().seek(id);
    }

    @Override
    public void beat() {
        door.beat();
        super.beat();
    }

    @Override
    public Map<KeyCombination, Runnable> shortcuts() {
        var keys = new LinkedHashMap<KeyCombination, Runnable>();
        places.forEach(
                place -> place.shortcut().ifPresent(key -> keys.put(key, () -> seek(place.key()))));
        keys.put(ScreenWindow.shortcut(KeyCode.COMMA), ways.settings());
        keys.put(ScreenWindow.shortcut(KeyCode.Q), ways.quit());
        return keys;
    }
}
