package dev.patchbay.gui.settings.budgets;

import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.settings.Budget;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// The budgets, a card each.
public final class BudgetsController implements Screen {
    private final BudgetsViewModel model;
    private final Texts texts;
    private final Parent root;
    private final List<BudgetCard> cards = new ArrayList<>();
    private List<Object> shape = List.of();

    @FXML private VBox budgets;
    @FXML private Label none;
    @FXML private Button add;

    public BudgetsController(BudgetsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        add.setOnAction(_ -> model.add());
        model.settingsProperty().subscribe(_ -> show());
    }

    /// Cards are made anew only where there is something else to choose, so that a focus stays.
    private void show() {
        List<Budget> all = model.budgets();
        none.setVisible(all.isEmpty());
        none.setManaged(all.isEmpty());
        List<Object> next = new ArrayList<>();
        all.forEach(it -> next.add(List.of(it.scope(), it.period(), it.at100())));
        next.addAll(model.scopes());
        next.addAll(model.limits());
        if (!next.equals(shape)) {
            shape = next;
            cards.clear();
            for (int i = 0; i < all.size(); i++) {
                cards.add(new BudgetCard(model, texts, i, all.get(i)));
            }
            budgets.getChildren().setAll(cards);
        }
        for (int i = 0; i < all.size(); i++) {
            cards.get(i).show(all.get(i));
        }
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        show();
    }
}
