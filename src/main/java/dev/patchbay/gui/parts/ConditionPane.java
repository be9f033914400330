package dev.patchbay.gui.parts;

import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Objects;

/// Shows its content, or in its place why there is none. In a view, the content stands within it.
public final class ConditionPane extends StackPane {
    private final Label title = new Label();
    private final Label text = new Label();
    private final Button action = new Button();
    private final StackPane sign = new StackPane();
    private final VBox notice = new VBox(sign, title, text, action);
    private Runnable then = () -> {};

    public ConditionPane() {
        getStyleClass().add("condition-pane");
        notice.getStyleClass().add("condition");
        notice.setAlignment(Pos.CENTER);
        title.getStyleClass().add("condition-title");
        text.getStyleClass().add("condition-text");
        text.setWrapText(true);
        sign.getStyleClass().add("condition-sign");
        action.setOnAction(_ -> then.run());
    }

    /// Follows a condition from now on.
    ///
    /// @param then what the button does
    public void follow(ObservableValue<Condition> condition, Runnable then) {
        this.then = then;
        condition.subscribe(this::show);
    }

    private void show(Condition condition) {
        ObservableList<Node> shown = getChildren();
        shown.remove(notice);
        shown.forEach(content -> content.setVisible(condition.isReady()));
        if (condition.isReady()) {
            return;
        }
        title.setText(condition.title());
        text.setText(condition.text());
        title.setManaged(!condition.title().isEmpty());
        text.setManaged(!condition.text().isEmpty());
        action.setText(condition.action());
        action.setVisible(!condition.action().isEmpty());
        action.setManaged(action.isVisible());
        action.getStyleClass().remove("accent");
        if (condition.kind() == Condition.Kind.STOPPED) {
            action.getStyleClass().add("accent");
        }
        sign.getChildren().setAll(Objects.requireNonNull(sign(condition.kind())));
        notice.getStyleClass().setAll("condition", style(condition.kind()));
        shown.add(notice);
    }

    private static Node sign(Condition.Kind kind) {
        return switch (kind) {
            case READY, EMPTY -> new FontIcon("fth-inbox");
            case FAILED -> new FontIcon("fth-alert-triangle");
            case STOPPED -> new FontIcon("fth-pause-circle");
            case LOADING -> new ProgressIndicator();
        };
    }

    private static String style(Condition.Kind kind) {
        return switch (kind) {
            case READY, EMPTY -> "condition-empty";
            case FAILED -> "condition-failed";
            case STOPPED -> "condition-stopped";
            case LOADING -> "condition-loading";
        };
    }
}
