package dev.patchbay.gui.settings.imports;

import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.imports.ImportViewModel.Line;
import dev.patchbay.gui.settings.imports.Importing.Offer;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import java.io.File;
import java.util.Optional;

/// Section Import: a file, what it would bring, and two buttons.
public final class ImportController implements Screen {
    private final ImportViewModel model;
    private final Texts texts;
    private final Parent root;

    @FXML private Button choose;
    @FXML private CheckBox replace;
    @FXML private Label said;
    @FXML private VBox lines;
    @FXML private HBox decision;
    @FXML private Button take;
    @FXML private Button leave;

    public ImportController(ImportViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        choose.setOnAction(_ -> choose());
        replace.selectedProperty().bindBidirectional(model.replaceProperty());
        said.textProperty().bind(model.saidProperty());
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        take.setOnAction(_ -> model.take());
        leave.setOnAction(_ -> model.leave());
        model.offerProperty().subscribe(this::show);
    }

    private void choose() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("settings.imports.choose"));
        File file = chooser.showOpenDialog(root.getScene().getWindow());
        if (file != null) {
            model.choose(file.toPath());
        }
    }

    private void show(Optional<Offer> offer) {
        lines.getChildren()
                .setAll(
                        offer.stream()
                                .flatMap(it -> model.lines(it).stream())
                                .map(this::line)
                                .toList());
        decision.setVisible(offer.isPresent());
        decision.setManaged(offer.isPresent());
        take.setDisable(offer.filter(model::brings).isEmpty());
    }

    private HBox line(Line line) {
        var kind = new Label(texts.get("settings.imports." + line.kind()));
        kind.getStyleClass().addAll("muted", "import-kind");
        var what = new Label(line.what());
        what.getStyleClass().add("medium");
        what.setMinWidth(Label.USE_PREF_SIZE);
        var detail = new Label(line.detail());
        detail.getStyleClass().add("muted");
        detail.setWrapText(true);
        var box = new HBox(kind, what, detail);
        box.getStyleClass().add("import-line");
        return box;
    }

    @Override
    public Parent root() {
        return root;
    }
}
