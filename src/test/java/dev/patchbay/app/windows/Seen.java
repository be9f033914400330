package dev.patchbay.app.windows;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

import java.util.ArrayList;
import java.util.List;

/// All that can be read, heard or pointed at in the windows that are open.
final class Seen {
    private final List<String> texts = new ArrayList<>();

    private Seen() {}

    static List<String> now() {
        var seen = new Seen();
        for (Window window : List.copyOf(Window.getWindows())) {
            if (window instanceof Stage stage) {
                seen.add(stage.getTitle());
            }
            seen.look(window.getScene().getRoot());
        }
        return seen.texts;
    }

    private void add(Object text) {
        if (text != null && !text.toString().isBlank()) {
            texts.add(text.toString());
        }
    }

    private void look(Node node) {
        add(node.getAccessibleText());
        add(node.getAccessibleHelp());
        if (node instanceof Control control && control.getTooltip() != null) {
            add(control.getTooltip().getText());
        }
        switch (node) {
            case Text text -> add(text.getText());
            case Labeled labeled -> add(labeled.getText());
            case PasswordField field -> add(field.getPromptText()); // it shows dots, as a Text
            case TextInputControl input -> {
                add(input.getText());
                add(input.getPromptText());
            }
            case ComboBoxBase<?> box -> add(box.getValue());
            case ListView<?> list -> list.getItems().forEach(this::add);
            case TabPane tabs -> tabs.getTabs().forEach(tab -> look(tab.getContent()));
            default -> {} // its children say it
        }
        if (node instanceof MenuButton button) {
            button.getItems().forEach(item -> add(item.getText()));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::look);
        }
    }
}
