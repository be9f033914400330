package dev.patchbay.gui.settings;

import dev.patchbay.gui.parts.RailScreen;
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
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;

import java.util.List;
import java.util.Map;

/// The settings window's content: the rail, the chosen section, and the line that saves.
public final class SettingsController extends RailScreen {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final List<Section> sections;
    private final SettingsDraft draft;
    private final Texts texts;
    private final Parent root;

    @FXML private HBox clash;
    @FXML private Label clashText;
    @FXML private Button keepMine;
    @FXML private Button takeTheirs;
    @FXML private Label stand;
    @FXML private Button revert;
    @FXML private Button save;

    public SettingsController(Sections sections, SettingsDraft draft, Texts texts) {
        this.sections = sections.inOrder();
        this.draft = draft;
        this.texts = texts;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        lay(sections.stream().map(this::stop).toList());
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

    private Stop stop(Section section) {
        return new Stop(
                section.key(),
                "settings-" + section.key(),
                texts.get("settings." + section.key() + ".title"),
                section.icon(),
                section.make());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void beat() {
        draft.beat();
        super.beat();
    }

    @Override
    public Map<KeyCombination, Runnable> shortcuts() {
        return Map.of(ScreenWindow.shortcut(KeyCode.S), draft::save);
    }
}
