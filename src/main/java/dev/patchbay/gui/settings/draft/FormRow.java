package dev.patchbay.gui.settings.draft;

import javafx.beans.DefaultProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A line of a form: its name, its field, and below that what is to be said about it.
@DefaultProperty("field")
public final class FormRow extends HBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Label name = new Label();
    private final VBox body = new VBox();
    private final Label said = new Label();
    private final Label override = new Label();
    private String hint = "";
    private String unit = "";
    private @Nullable Node field;

    public FormRow() {
        getStyleClass().add("form-row");
        name.getStyleClass().add("form-name");
        body.getStyleClass().add("form-body");
        said.getStyleClass().add("form-said");
        override.getStyleClass().add("form-override");
        override.setGraphic(new FontIcon("fth-lock"));
        override.setWrapText(true);
        said.setWrapText(true);
        setAlignment(Pos.TOP_LEFT);
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(name, body);
        show(Remark.NONE);
    }

    public void setLabel(String text) {
        name.setText(text);
        nameField();
    }

    /// Of several controls, the first that has no name of its own has the row's.
    private void nameField() {
        if (field instanceof Pane several) {
            several.getChildren().stream()
                    .filter(Control.class::isInstance)
                    .filter(it -> !getLabel().isEmpty() && it.getAccessibleText() == null)
                    .findFirst()
                    .ifPresent(it -> it.setAccessibleText(getLabel()));
        } else if (field != null) {
            field.setAccessibleText(getLabel());
        }
    }

    public String getLabel() {
        return name.getText();
    }

    /// Said while there is nothing else to be said.
    public void setHint(String text) {
        hint = text;
        show(Remark.NONE);
    }

    public String getHint() {
        return hint;
    }

    public void setField(Node node) {
        field = node;
        name.setLabelFor(node);
        body.getChildren().setAll(withUnit(node), override, said);
        mark("");
        nameField();
    }

    private Node withUnit(Node node) {
        if (unit.isEmpty()) {
            return node;
        }
        var counted = new Label(unit);
        counted.getStyleClass().add("muted");
        var line = new HBox(node, counted);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("form-unit");
        return line;
    }

    /// What a number counts; to be said before the field.
    public void setUnit(String text) {
        unit = text;
    }

    public String getUnit() {
        return unit;
    }

    public @Nullable Node getField() {
        return field;
    }

    public void follow(ObservableValue<Remark> remark) {
        remark.subscribe(this::show);
    }

    /// @param source what says this for the present run; empty for nothing
    public void mark(String source) {
        override.setText(source);
        override.setVisible(!source.isEmpty());
        override.setManaged(!source.isEmpty());
    }

    /// Shown only where it makes sense.
    public void present(boolean is) {
        setVisible(is);
        setManaged(is);
    }

    private void show(Remark remark) {
        String text = remark.text().isEmpty() ? hint : sentence(remark.text());
        said.setText(text);
        said.setVisible(!text.isEmpty());
        said.setManaged(!text.isEmpty());
        said.pseudoClassStateChanged(WRONG, remark.wrong());
        if (field != null) {
            field.pseudoClassStateChanged(WRONG, remark.wrong());
            field.setAccessibleHelp(text);
        }
    }

    /// The settings speak of a field as of somebody: `must be …`, `is missing …`.
    private String sentence(String remark) {
        return Character.isLowerCase(remark.charAt(0)) ? getLabel() + " " + remark : remark;
    }
}
