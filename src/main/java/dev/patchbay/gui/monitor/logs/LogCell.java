package dev.patchbay.gui.monitor.logs;

import dev.patchbay.gui.parts.Texts;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;

import java.util.Locale;
import java.util.function.Consumer;

/// One line, made once and filled with another whenever the list is scrolled.
final class LogCell extends ListCell<LogLine> {
    private final Texts texts;
    private final Consumer<String> open;
    private final Label time = new Label();
    private final Label level = new Label();
    private final Hyperlink exchange = new Hyperlink();
    private final Label text = new Label();
    private final HBox line = new HBox(time, level, exchange, text);

    /// @param open leads to the request of this id
    LogCell(Texts texts, Consumer<String> open) {
        this.texts = texts;
        this.open = open;
        line.getStyleClass().add("log-line");
        time.getStyleClass().add("log-time");
        text.getStyleClass().add("log-text");
        exchange.getStyleClass().add("log-exchange");
        exchange.setFocusTraversable(false); // Enter on the line does the same
        // A link that was followed looks like all others.
        exchange.setOnAction(_ -> follow());
        getStyleClass().add("log-cell");
    }

    private void follow() {
        exchange.setVisited(false);
        open.accept(exchange.getText());
    }

    @Override
    protected void updateItem(LogLine item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        String word = item.level().name().toLowerCase(Locale.ROOT);
        time.setText(item.time());
        level.setText(texts.get("logs.level." + word));
        level.getStyleClass().setAll("label", "log-level", "log-" + word);
        exchange.setText(item.exchange().orElse(""));
        exchange.setVisible(item.exchange().isPresent());
        exchange.setManaged(item.exchange().isPresent());
        text.setText(item.text());
        setAccessibleText(item.whole());
        setGraphic(line);
    }
}
