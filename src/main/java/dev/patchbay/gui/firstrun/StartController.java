package dev.patchbay.gui.firstrun;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.firstrun.Setup.Brought;
import dev.patchbay.gui.firstrun.Setup.Tick;
import dev.patchbay.gui.firstrun.StartViewModel.Choice;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Preset;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;

import org.kordamp.ikonli.javafx.FontIcon;

import java.io.File;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Four ways as cards, and below them what the chosen one still wants.
final class StartController {
    private final StartViewModel model;
    private final Texts texts;
    private final Map<Choice, ChoiceCard> cards = new EnumMap<>(Choice.class);

    @FXML private ChoiceCard demo;
    @FXML private ChoiceCard key;
    @FXML private ChoiceCard local;
    @FXML private ChoiceCard other;
    @FXML private Node demoMore;
    @FXML private Node keyMore;
    @FXML private Node localMore;
    @FXML private Node otherMore;
    @FXML private ComboBox<Preset> service;
    @FXML private PasswordField pasted;
    @FXML private Label recognised;
    @FXML private Label keyPage;
    @FXML private Label keyPlace;
    @FXML private CheckBox inFile;
    @FXML private Label found;
    @FXML private Button again;
    @FXML private TextField file;
    @FXML private Button browse;
    @FXML private VBox brought;
    @FXML private FlowPane ticks;
    @FXML private Node answering;
    @FXML private ComboBox<String> models;
    @FXML private Node trouble;
    @FXML private Label troubleText;

    StartController(StartViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        cards.put(Choice.DEMO, demo);
        cards.put(Choice.KEY, key);
        cards.put(Choice.LOCAL, local);
        cards.put(Choice.IMPORT, other);
        choose();
        showKey();
        showLocal();
        showImport();
        model.trial().ticksProperty().subscribe(this::show);
        model.trial().modelsProperty().subscribe(listed -> models.getItems().setAll(listed));
        models.getEditor().textProperty().bindBidirectional(model.trial().modelProperty());
        present(answering, model.trial().usableProperty());
        troubleText.textProperty().bind(model.troubleProperty());
        present(trouble, model.troubleProperty().isNotEmpty());
    }

    private void choose() {
        var group = new ToggleGroup();
        cards.forEach(
                (choice, card) -> {
                    card.radio().setToggleGroup(group);
                    card.radio()
                            .selectedProperty()
                            .subscribe(
                                    now -> {
                                        if (now) {
                                            model.choiceProperty().set(choice);
                                        }
                                    });
                });
        model.choiceProperty().subscribe(now -> card(now).radio().setSelected(true));
        present(demoMore, model.choiceProperty().isEqualTo(Choice.DEMO));
        present(keyMore, model.choiceProperty().isEqualTo(Choice.KEY));
        present(localMore, model.choiceProperty().isEqualTo(Choice.LOCAL));
        present(otherMore, model.choiceProperty().isEqualTo(Choice.IMPORT));
    }

    private ChoiceCard card(Choice choice) {
        return cards.getOrDefault(choice, demo);
    }

    private void showKey() {
        service.getItems().setAll(PastedKey.SERVICES);
        service.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Preset preset) {
                        return preset == null ? "" : preset.name();
                    }

                    @Override
                    public Preset fromString(String name) {
                        throw new UnsupportedOperationException("it is not typed");
                    }
                });
        service.valueProperty().bindBidirectional(model.key().serviceProperty());
        pasted.textProperty().bindBidirectional(model.key().textProperty());
        recognised.textProperty().bind(model.key().recognisedProperty());
        present(recognised, model.key().recognisedProperty().isNotEmpty());
        model.key()
                .serviceProperty()
                .subscribe(
                        now ->
                                keyPage.setText(
                                        now.keyPage()
                                                .map(page -> texts.get("firstRun.key.page", page))
                                                .orElse("")));
        keyPlace.textProperty().bind(model.here().keyPlaceProperty());
        present(keyPlace, model.here().keyPlaceProperty().isNotEmpty());
        inFile.selectedProperty().bindBidirectional(model.inFileProperty());
        present(
                inFile,
                model.here()
                        .consentNeededProperty()
                        .and(
                                model.choiceProperty()
                                        .isEqualTo(Choice.KEY)
                                        .or(
                                                Bindings.createBooleanBinding(
                                                        () ->
                                                                model.broughtProperty()
                                                                        .get()
                                                                        .filter(Brought::keys)
                                                                        .isPresent(),
                                                        model.broughtProperty()))));
    }

    private void showLocal() {
        model.here()
                .ollamaProperty()
                .subscribe(
                        there ->
                                found.setText(
                                        texts.get(
                                                there
                                                        ? "firstRun.local.found"
                                                        : "firstRun.local.none",
                                                Surroundings.OLLAMA.baseUrl().orElse(""))));
        present(again, model.here().ollamaProperty().not());
        again.setOnAction(_ -> model.look());
    }

    private void showImport() {
        file.textProperty().bindBidirectional(model.fileProperty());
        browse.setOnAction(_ -> browse());
        model.broughtProperty().subscribe(this::show);
    }

    private void browse() {
        var chooser = new FileChooser();
        chooser.setTitle(texts.get("firstRun.import"));
        File chosen = chooser.showOpenDialog(browse.getScene().getWindow());
        if (chosen != null) {
            file.setText(chosen.getPath());
        }
    }

    private void show(Optional<Brought> now) {
        brought.getChildren().clear();
        now.ifPresent(
                it -> {
                    var title = new Label(texts.get("firstRun.import.holds", it.program()));
                    title.getStyleClass().add("medium");
                    brought.getChildren().add(title);
                    it.comes().forEach(line -> brought.getChildren().add(line(line, "fth-check")));
                    it.remarks()
                            .forEach(
                                    line ->
                                            brought.getChildren()
                                                    .add(line(line, "fth-alert-circle")));
                });
        brought.setManaged(now.isPresent());
    }

    private static Label line(String text, String icon) {
        var line = new Label(text, new FontIcon(icon));
        line.getStyleClass().addAll("first-line", icon.equals("fth-check") ? "good" : "odd");
        line.setWrapText(true);
        return line;
    }

    private void show(List<Tick> now) {
        ticks.getChildren().setAll(now.stream().map(this::chip).toList());
        ticks.setManaged(!now.isEmpty());
    }

    private Label chip(Tick tick) {
        String outcome = tick.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String name = texts.get("firstRun.tick." + tick.question());
        var chip =
                new Label(
                        name,
                        new FontIcon(
                                switch (tick.outcome()) {
                                    case YES -> "fth-check";
                                    case NO -> "fth-x";
                                    case NOT_ASKED -> "fth-minus";
                                }));
        chip.getStyleClass().addAll("chip", "tick-" + outcome);
        chip.setAccessibleText(
                texts.get(
                        "firstRun.tick.told",
                        name,
                        texts.get("firstRun.tick." + outcome),
                        tick.detail()));
        if (!tick.detail().isEmpty()) {
            chip.setTooltip(new Tooltip(tick.detail()));
        }
        return chip;
    }

    /// To where the first thing is to be said.
    void focus() {
        card(model.choiceProperty().get()).radio().requestFocus();
    }
}
