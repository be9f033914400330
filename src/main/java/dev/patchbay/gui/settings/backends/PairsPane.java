package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Entry;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Names with values, a line each, and a line for another.
final class PairsPane extends VBox {
    private final Entry<Map<String, String>> entry;
    private final Texts texts;
    private final String what;
    private final VBox lines = new VBox();
    private List<String> shown = List.of();

    /// @param what the text that names one of them
    PairsPane(Entry<Map<String, String>> entry, Texts texts, String what) {
        this.entry = entry;
        this.texts = texts;
        this.what = what;
        getStyleClass().add("pairs");
        lines.getStyleClass().add("pairs");
        getChildren().addAll(lines, adding());
        entry.valueProperty().subscribe(this::show);
    }

    /// Lines are made anew only where there are others, so that a focus stays.
    private void show(Map<String, String> now) {
        List<String> names = List.copyOf(now.keySet());
        if (!names.equals(shown)) {
            shown = names;
            lines.getChildren().setAll(names.stream().map(this::line).toList());
            lines.setVisible(!names.isEmpty());
            lines.setManaged(!names.isEmpty());
        }
        for (int i = 0; i < names.size(); i++) {
            var line = (HBox) lines.getChildren().get(i);
            var value = (TextField) line.getChildren().get(1);
            String next = now.getOrDefault(names.get(i), "");
            if (!value.getText().equals(next)) {
                value.setText(next);
            }
        }
    }

    private HBox line(String name) {
        var label = new Label(name);
        label.getStyleClass().addAll("mono", "pair-name");
        var value = field(texts.get("settings.pairs.value"), name);
        value.textProperty().subscribe((was, now) -> change(all -> all.replace(name, now.strip())));
        var remove = new Button("", new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "button-icon", "small-icon");
        remove.setAccessibleText(texts.get("settings.pairs.remove", name));
        remove.setTooltip(new Tooltip(remove.getAccessibleText()));
        remove.setOnAction(_ -> change(all -> all.remove(name)));
        return line(label, value, remove);
    }

    private HBox adding() {
        String one = texts.get(what);
        var name = field(texts.get("settings.pairs.name"), one);
        name.getStyleClass().add("pair-name");
        var value = field(texts.get("settings.pairs.value"), one);
        var add = new Button(texts.get("settings.pairs.add"));
        add.setMinWidth(USE_PREF_SIZE);
        add.setAccessibleText(add.getText() + " " + one);
        add.disableProperty().bind(name.textProperty().isEmpty());
        Runnable take =
                () -> {
                    String said = name.getText().strip();
                    if (!said.isEmpty()) {
                        change(all -> all.put(said, value.getText().strip()));
                        name.clear();
                        value.clear();
                        name.requestFocus();
                    }
                };
        add.setOnAction(_ -> take.run());
        value.setOnAction(_ -> take.run());
        return line(name, value, add);
    }

    private static TextField field(String prompt, String about) {
        var field = new TextField();
        field.setPromptText(prompt);
        field.setAccessibleText(about + " " + prompt);
        field.getStyleClass().add("mono");
        return field;
    }

    private static HBox line(Node name, TextField value, Button end) {
        HBox.setHgrow(value, Priority.ALWAYS);
        var line = new HBox(name, value, end);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("chain-line");
        return line;
    }

    private void change(Consumer<Map<String, String>> change) {
        Map<String, String> all = new LinkedHashMap<>(entry.get());
        change.accept(all);
        entry.set(all);
    }
}
