package dev.patchbay.gui.settings.budgets;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.Period;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// One budget: how much, how often, of what, and what happens then.
final class BudgetCard extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass NEAR = PseudoClass.getPseudoClass("near");
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final double WARNING = 0.8;
    private static final double WIDE = 760;

    private final BudgetsViewModel model;
    private final int index;
    private final TextField amount = new TextField();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label said = new Label();

    BudgetCard(BudgetsViewModel model, Texts texts, int index, Budget budget) {
        this.model = model;
        this.index = index;
        getStyleClass().addAll("card", "form", "budget");
        amount.setPrefColumnCount(6);
        amount.setAccessibleText(texts.get("settings.budgets.usd"));
        amount.textProperty().subscribe((was, now) -> model.usd(index, now));
        var period = new ChoiceBox<Period>();
        period.getItems().setAll(Period.values());
        period.setConverter(Words.of(texts, "settings.budgets."));
        period.setValue(budget.period());
        period.setAccessibleText(texts.get("settings.budgets.period"));
        period.valueProperty().subscribe((was, now) -> model.period(index, now));
        var scope =
                choice(model.scopes(), budget.scope(), model::word, it -> model.scope(index, it));
        scope.setAccessibleText(texts.get("settings.budgets.scope"));
        var limit =
                choice(model.limits(), budget.at100(), model::word, it -> model.at100(index, it));
        limit.setAccessibleText(texts.get("settings.budgets.limit"));
        var remove = new Button("", new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "button-icon", "small-icon");
        remove.setTooltip(new Tooltip(texts.get("settings.budgets.remove")));
        remove.setAccessibleText(texts.get("settings.budgets.remove"));
        remove.setOnAction(_ -> model.remove(index));
        var fields =
                new FlowPane(
                        new Label("$"),
                        amount,
                        period,
                        scope,
                        new Label(texts.get("settings.budgets.then")),
                        limit);
        fields.setPrefWrapLength(WIDE);
        fields.getStyleClass().add("budget-fields");
        HBox.setHgrow(fields, Priority.ALWAYS);
        var line = new HBox(fields, remove);
        line.setAlignment(Pos.TOP_LEFT);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().addAll("small", "counter-bar");
        said.getStyleClass().add("form-said");
        said.setWrapText(true);
        getChildren().addAll(line, bar, said);
    }

    private static <T> ChoiceBox<T> choice(
            List<T> all, T now, Function<T, String> word, Consumer<T> chosen) {
        var box = new ChoiceBox<T>();
        box.getItems().setAll(all);
        if (!all.contains(now)) {
            box.getItems().add(now);
        }
        box.setConverter(Words.by(word));
        box.setValue(now);
        box.setPrefWidth(200);
        box.valueProperty().subscribe((was, next) -> chosen.accept(next));
        return box;
    }

    /// How it stands now.
    void show(Budget budget) {
        if (BudgetsViewModel.amount(amount.getText()) != budget.usd()) {
            amount.setText(BigDecimal.valueOf(budget.usd()).stripTrailingZeros().toPlainString());
        }
        String wrong = model.wrong(index);
        var spent = model.spent(budget);
        said.setText(wrong.isEmpty() ? spent.map(it -> it.text()).orElse("") : wrong);
        said.pseudoClassStateChanged(WRONG, !wrong.isEmpty());
        amount.pseudoClassStateChanged(WRONG, !wrong.isEmpty());
        double share = spent.map(it -> it.share()).orElse(0.0);
        bar.setProgress(Math.min(1, share));
        bar.pseudoClassStateChanged(NEAR, share >= WARNING && share < 1);
        bar.pseudoClassStateChanged(OVER, share >= 1);
        present(bar, spent.isPresent());
        present(said, !said.getText().isEmpty());
    }
}
