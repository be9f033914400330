package dev.patchbay.gui.settings.about;

import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.function.Consumer;

/// Section About: version, folders, and whose work is in it. Nothing here changes, so it has no
/// view-model but its facts.
public final class AboutController implements Screen {
    private final Facts facts;
    private final Consumer<String> open;
    private final Texts texts;
    private final Parent root;

    @FXML private Label version;
    @FXML private Button copy;
    @FXML private VBox folders;
    @FXML private GridPane licences;

    /// @param open shows a folder
    public AboutController(Facts facts, Consumer<String> open, Texts texts) {
        this.facts = facts;
        this.open = open;
        this.texts = texts;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        version.setText(texts.get("settings.about.version", facts.version(), facts.runtime()));
        Copying.by(copy, version::getText);
        facts.folders().forEach(each -> folders.getChildren().add(line(each)));
        for (int i = 0; i < facts.licences().size(); i++) {
            var licence = new Label(facts.licences().get(i).licence());
            licence.getStyleClass().add("muted");
            licences.addRow(i, new Label(facts.licences().get(i).name()), licence);
        }
    }

    private HBox line(Facts.Folder folder) {
        String name = texts.get("settings.about." + folder.key());
        var label = new Label(name);
        label.getStyleClass().add("about-name");
        var path = new Label(folder.path());
        path.getStyleClass().addAll("mono", "muted", "about-path");
        path.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(path, javafx.scene.layout.Priority.ALWAYS);
        var show = new Button(texts.get("settings.about.open"), new FontIcon("fth-folder"));
        show.getStyleClass().addAll("flat", "small");
        show.setMinWidth(Button.USE_PREF_SIZE);
        show.setAccessibleText(texts.get("settings.about.open") + " " + name);
        show.setOnAction(_ -> open.accept(folder.path()));
        var line = new HBox(label, path, show);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        line.getStyleClass().add("about-line");
        return line;
    }

    @Override
    public Parent root() {
        return root;
    }
}
