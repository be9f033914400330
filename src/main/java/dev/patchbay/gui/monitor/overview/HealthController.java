package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.monitor.overview.HealthViewModel.Chip;
import dev.patchbay.gui.parts.Texts;

import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.Locale;

/// A chip for each backend; one that has trouble says which, and can be reset.
public final class HealthController {
    private final HealthViewModel model;
    private final Texts texts;
    private List<Chip> shown = List.of();

    @FXML private FlowPane chips;

    HealthController(HealthViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        model.chipsProperty().subscribe(this::show);
    }

    private void show(List<Chip> next) {
        if (!next.equals(shown)) {
            shown = next; // a focus within them is not lost for nothing
            chips.getChildren().setAll(next.stream().map(this::chip).toList());
        }
    }

    private HBox chip(Chip chip) {
        String state = chip.state().name().toLowerCase(Locale.ROOT);
        String word = texts.get("overview.health." + state);
        var dot = new Region();
        dot.getStyleClass().add("chip-dot");
        var name = new Label(chip.name());
        var told = new Label(word);
        told.getStyleClass().add("muted");
        var box = new HBox(dot, name, told);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().addAll("chip", "chip-" + state);
        if (!chip.credit().isEmpty()) {
            var credit = new Label(chip.credit());
            credit.getStyleClass().addAll("small", "muted");
            box.getChildren().add(credit);
        }
        box.setAccessibleText(String.join(" ", chip.name(), word, chip.credit(), chip.why()));
        if (!chip.why().isEmpty()) {
            Tooltip.install(box, new Tooltip(chip.why()));
        }
        if (chip.canReset()) {
            box.getChildren().add(reset(chip));
        }
        return box;
    }

    private Button reset(Chip chip) {
        var reset = new Button(texts.get("overview.health.reset"), new FontIcon("fth-rotate-cw"));
        reset.getStyleClass().addAll("flat", "small", "chip-reset");
        reset.setAccessibleText(texts.get("overview.health.resetName", chip.name()));
        reset.setTooltip(new Tooltip(texts.get("overview.health.resetTip")));
        reset.setOnAction(_ -> model.reset(chip.backend()));
        return reset;
    }
}
