package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.monitor.overview.CountersViewModel.Counter;
import dev.patchbay.gui.monitor.overview.CountersViewModel.Used;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Optional;

/// A card with one large figure.
public final class CounterCard extends VBox {
    private final Label title = new Label();
    private final FontIcon icon = new FontIcon();
    private final Label value = new Label();
    private final Label unit = new Label();
    private final Label more = new Label();
    private final ProgressBar bar = new ProgressBar(0);

    public CounterCard() {
        getStyleClass().addAll("card", "counter");
        title.setGraphic(icon);
        title.getStyleClass().add("counter-title");
        value.getStyleClass().add("counter-value");
        unit.getStyleClass().add("muted");
        more.getStyleClass().add("counter-more");
        bar.getStyleClass().addAll("small", "counter-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setVisible(false);
        bar.setManaged(false);
        var figure = new HBox(value, unit);
        figure.getStyleClass().add("counter-figure");
        figure.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(title, figure, bar, more);
        setFocusTraversable(false);
    }

    public void setTitle(String text) {
        title.setText(text);
    }

    public String getTitle() {
        return title.getText();
    }

    public void setIcon(String literal) {
        icon.setIconLiteral(literal);
    }

    public String getIcon() {
        return icon.getIconLiteral();
    }

    void follow(ObservableValue<Counter> counter) {
        counter.subscribe(this::show);
    }

    private void show(Counter counter) {
        value.setText(counter.value());
        unit.setText(counter.unit());
        more.setText(counter.more());
        setAccessibleText(
                String.join(" ", title.getText(), counter.value(), counter.unit(), counter.more()));
    }

    /// Shows a bar below the figure while there is something to fill it.
    void fill(ObservableValue<Optional<Used>> used) {
        used.subscribe(
                now -> {
                    bar.setVisible(now.isPresent());
                    bar.setManaged(now.isPresent());
                    now.ifPresent(this::fill);
                });
    }

    private void fill(Used used) {
        bar.setProgress(used.share());
        bar.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("near"), used.level() == Used.Level.NEAR);
        bar.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("over"), used.level() == Used.Level.OVER);
    }
}
