package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.backends.QuirksViewModel.Row;
import dev.patchbay.gui.settings.draft.FormRow;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.settings.QuirkChoice;
import dev.patchbay.settings.Rotation;

import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Binds the fields of a backend that hardly anybody needs; they are folded away.
public final class MoreController {
    private final BackendsViewModel model;
    private final MoreForm form;
    private final Texts texts;
    private List<String> shown = List.of();

    @FXML private VBox times;
    @FXML private VBox failures;
    @FXML private FormRow rotationRow;
    @FXML private ChoiceBox<Rotation> rotation;
    @FXML private FormRow proxyRow;
    @FXML private TextField proxy;
    @FXML private FormRow headersRow;
    @FXML private FormRow queryRow;
    @FXML private FormRow quirksRow;
    @FXML private VBox quirks;
    @FXML private MenuButton addQuirk;
    @FXML private Label known;

    MoreController(BackendsViewModel model, Texts texts) {
        this.model = model;
        this.form = model.more;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        times.getChildren().setAll(form.times.stream().map(this::row).toList());
        failures.getChildren().addAll(form.failures.stream().map(this::row).toList());
        rotation.getItems().setAll(Rotation.values());
        rotation.setConverter(Words.of(texts, "settings.rotation."));
        rotation.valueProperty().bindBidirectional(form.rotation.valueProperty());
        proxy.textProperty().bindBidirectional(form.proxy.valueProperty());
        proxyRow.follow(form.proxy.remarkProperty());
        headersRow.setField(new PairsPane(form.headers, texts, "settings.headers.one"));
        headersRow.follow(form.headers.remarkProperty());
        queryRow.setField(new PairsPane(form.query, texts, "settings.query.one"));
        queryRow.follow(form.query.remarkProperty());
        quirksRow.follow(form.quirks.remarkProperty());
        addQuirk.setOnShowing(_ -> offer());
        offer();
        model.quirks.rowsProperty().subscribe(this::show);
        model.form.part.nowProperty().subscribe(_ -> arrange());
    }

    private void arrange() {
        rotationRow.present(model.form.keyCount() > 1);
        known.setText(model.quirks.known());
    }

    private FormRow row(MoreForm.Line line) {
        var field = new TextField();
        field.setPrefWidth(96);
        field.setMaxWidth(96);
        field.textProperty().bindBidirectional(line.entry().textProperty());
        var row = new FormRow();
        row.setLabel(texts.get(line.key()));
        row.setHint(texts.get(line.key() + ".hint"));
        row.setUnit(line.unit().isEmpty() ? "" : texts.get(line.unit()));
        row.setField(field);
        row.follow(line.entry().remarkProperty());
        return row;
    }

    private void offer() {
        addQuirk.getItems().setAll(model.quirks.others().stream().map(this::item).toList());
    }

    private MenuItem item(QuirkChoice quirk) {
        var item = new MenuItem(model.quirks.meaning(quirk));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> model.quirks.add(quirk));
        return item;
    }

    /// Lines are made anew only where there are others, so that a focus stays.
    private void show(List<Row> rows) {
        List<String> names = new ArrayList<>(rows.stream().map(it -> it.quirk().name()).toList());
        names.add(model.chosenProperty().get());
        if (!names.equals(shown)) {
            shown = names;
            quirks.getChildren().setAll(rows.stream().map(this::line).toList());
            quirks.setVisible(!rows.isEmpty());
            quirks.setManaged(!rows.isEmpty());
        }
    }

    private HBox line(Row row) {
        var meaning = new Label(model.quirks.meaning(row.quirk()));
        meaning.setWrapText(true);
        meaning.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(meaning, Priority.ALWAYS);
        var name = new Label(row.quirk().name());
        name.getStyleClass().addAll("mono", "small", "muted");
        var both = new VBox(meaning, name);
        HBox.setHgrow(both, Priority.ALWAYS);
        var remove = new Button("", new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "button-icon", "small-icon");
        remove.setAccessibleText(texts.get("settings.quirks.remove", meaning.getText()));
        remove.setTooltip(new Tooltip(remove.getAccessibleText()));
        remove.setOnAction(_ -> model.quirks.remove(row.quirk()));
        var line = new HBox(both, value(row), remove);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("quirk-line");
        return line;
    }

    private Node value(Row row) {
        QuirkChoice quirk = row.quirk();
        var field =
                switch (quirk.kind()) {
                    case FLAG, WORD -> choice(row);
                    case NUMBER -> {
                        var number = text(row);
                        number.setTextFormatter(
                                new TextFormatter<>(
                                        it ->
                                                it.getControlNewText().matches("\\d{0,9}")
                                                        ? it
                                                        : null));
                        yield number;
                    }
                    case TEXT -> text(row);
                };
        field.setAccessibleText(model.quirks.meaning(quirk));
        return field;
    }

    private ChoiceBox<String> choice(Row row) {
        var box = new ChoiceBox<String>();
        box.getItems().setAll(row.quirk().words());
        if (row.quirk().kind() == QuirkChoice.Kind.FLAG) {
            box.setConverter(Words.by(it -> texts.get("settings.quirks." + it)));
        }
        box.setValue(row.value().toLowerCase(Locale.ROOT));
        box.setMinWidth(96);
        box.valueProperty().subscribe((was, now) -> model.quirks.set(row.quirk(), now));
        return box;
    }

    /// A number that is not there is 0.
    private static String said(QuirkChoice quirk, String typed) {
        String text = typed.strip();
        return text.isEmpty() && quirk.kind() == QuirkChoice.Kind.NUMBER ? "0" : text;
    }

    private TextField text(Row row) {
        var field = new TextField(row.value());
        field.setPrefColumnCount(8);
        field.setMinWidth(96);
        field.textProperty()
                .subscribe((was, now) -> model.quirks.set(row.quirk(), said(row.quirk(), now)));
        return field;
    }
}
