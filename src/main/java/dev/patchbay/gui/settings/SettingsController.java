package dev.patchbay.gui.settings;

import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.ScreenWindow;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.draft.Stand;

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
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings window's content: the rail, the chosen section, and the line that saves.
public final class SettingsController implements Screen {
    /// Below this width the rail shows its icons alone.
    private static final double ROOMY = 920;

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final List<Section> sections;
    private final SettingsDraft draft;
    private final Texts texts;
    private final Map<Section, Screen> screens = new LinkedHashMap<>();
    private final Map<Section, ToggleButton> buttons = new LinkedHashMap<>();
    private final Parent root;
    private Section chosen;

    @FXML private BorderPane frame;
    @FXML private VBox rail;
    @FXML private StackPane stage;
    @FXML private HBox clash;
    @FXML private Label clashText;
    @FXML private Button keepMine;
    @FXML private Button takeTheirs;
    @FXML private Label stand;
    @FXML private Button revert;
    @FXML private Button save;

    /// @param sections the first of them is shown first
    public SettingsController(List<Section> sections, SettingsDraft draft, Texts texts) {
        this.sections = List.copyOf(sections);
        this.draft = draft;
        this.texts = texts;
        this.chosen = sections.getFirst();
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        sections.forEach(this::addToRail);
        frame.widthProperty()
                .map(width -> width.doubleValue() < ROOMY)
                .subscribe(narrow -> frame.pseudoClassStateChanged(NARROW, narrow));
        draft.standProperty().subscribe(this::show);
        revert.disableProperty().bind(draft.changedProperty().not());
        revert.setOnAction(_ -> draft.revert());
        save.setOnAction(_ -> draft.save());
        keepMine.setOnAction(_ -> draft.keepMine());
        takeTheirs.setOnAction(_ -> draft.revert());
    }

    private void show(Stand now) {
        boolean clashing = now.kind() == Stand.Kind.CLASH;
        clash.setVisible(clashing);
        clash.setManaged(clashing);
        clashText.setText(clashing ? now.text() : "");
        stand.setText(clashing ? "" : now.text());
        stand.setTooltip(now.text().isEmpty() ? null : new Tooltip(now.text()));
        stand.pseudoClassStateChanged(
                WRONG,
                switch (now.kind()) {
                    case WRONG, REFUSED, READ_ONLY -> true;
                    case CLEAN, CHANGED, SAVING, SAVED, CLASH -> false;
                });
        save.setDisable(!now.canSave());
    }

    private void addToRail(Section section) {
        String name = texts.get("settings." + section.key() + ".title");
        var button = new ToggleButton(name, new FontIcon(section.icon()));
        button.setId("settings-" + section.key());
        button.getStyleClass().add("rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(name));
        button.setOnAction(_ -> show(section));
        buttons.put(section, button);
        rail.getChildren().add(button);
    }

    private void show(Section section) {
        if (!section.equals(chosen)) {
            screen().leave();
            chosen = section;
        }
        appear();
    }

    private Screen screen() {
        return screens.computeIfAbsent(chosen, section -> section.make().get());
    }

    /// Leads to the section of this name.
    @Override
    public void seek(String key) {
        sections.stream().filter(it -> it.key().equals(key)).findFirst().ifPresent(this::show);
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        buttons.forEach((section, button) -> button.setSelected(section.equals(chosen)));
        stage.getChildren().setAll(screen().root());
        screen().appear();
    }

    @Override
    public void beat() {
        draft.beat();
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
        return Map.of(ScreenWindow.shortcut(KeyCode.S), draft::save);
    }

    @Override
    public void close() {
        screens.values().forEach(Screen::close);
    }
}
