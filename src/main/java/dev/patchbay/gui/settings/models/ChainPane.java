package dev.patchbay.gui.settings.models;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.hub.Target;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The targets of a chain, a line each: which backend, and which model there.
final class ChainPane extends VBox {
    private final Chain chain;
    private final List<String> backends;
    private final BiConsumer<String, Consumer<List<String>>> models;
    private final Texts texts;

    /// @param backends that can be chosen
    /// @param models asks what a backend lists
    ChainPane(
            Chain chain,
            List<String> backends,
            BiConsumer<String, Consumer<List<String>>> models,
            Texts texts) {
        this.chain = chain;
        this.backends = backends;
        this.models = models;
        this.texts = texts;
        getStyleClass().add("chain");
        List<Target> targets = chain.now().get();
        for (int i = 0; i < targets.size(); i++) {
            getChildren().add(line(i, targets.get(i)));
        }
        var add = new Button(texts.get("settings.models.addTarget"), new FontIcon("fth-plus"));
        add.getStyleClass().addAll("flat", "small");
        add.setMnemonicParsing(false);
        add.setOnAction(_ -> chain.add(backends.isEmpty() ? "" : backends.getFirst()));
        getChildren().add(add);
    }

    private Node line(int index, Target target) {
        var rank = new Label(String.valueOf(index + 1));
        rank.getStyleClass().addAll("muted", "chain-rank");
        List<String> choices = new ArrayList<>(backends);
        if (!choices.contains(target.backend())) {
            choices.add(target.backend());
        }
        var backend = new ChoiceBox<String>();
        backend.getItems().setAll(choices);
        backend.setValue(target.backend());
        backend.setPrefWidth(150);
        backend.setMinWidth(110);
        backend.setAccessibleText(texts.get("settings.models.backend"));
        var model = new ComboBox<String>();
        model.setEditable(true);
        model.setValue(target.model());
        model.setPromptText(texts.get("settings.models.model"));
        model.setMaxWidth(Double.MAX_VALUE);
        model.setPrefWidth(160);
        model.getEditor().getStyleClass().add("mono");
        model.setAccessibleText(texts.get("settings.models.model"));
        HBox.setHgrow(model, Priority.ALWAYS);
        backend.valueProperty()
                .subscribe((was, now) -> chain.set(index, now, String.valueOf(model.getValue())));
        model.valueProperty()
                .subscribe(
                        (was, now) -> chain.set(index, backend.getValue(), now == null ? "" : now));
        model.setOnShowing(
                _ ->
                        models.accept(
                                backend.getValue(),
                                found -> {
                                    String typed = model.getEditor().getText();
                                    model.getItems().setAll(found);
                                    model.getEditor().setText(typed);
                                }));
        var line = new HBox(rank, backend, model);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("chain-line");
        var up = button("fth-arrow-up", "settings.models.up", index, () -> chain.up(index));
        up.setDisable(index == 0);
        line.getChildren().add(up);
        line.getChildren()
                .add(
                        button(
                                "fth-x",
                                "settings.models.removeTarget",
                                index,
                                () -> chain.remove(index)));
        return line;
    }

    private Button button(String icon, String key, int index, Runnable what) {
        var button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon", "small-icon");
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setAccessibleText(texts.get(key) + " " + (index + 1));
        button.setOnAction(_ -> what.run());
        return button;
    }
}
