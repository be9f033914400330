package dev.patchbay.gui.settings.budgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.settings.SampleSettings;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.settings.BudgetScope;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BudgetsViewModelTest {
    private final SampleKeeper keeper = new SampleKeeper(SampleSettings.full());
    private final SettingsDraft draft =
            new SettingsDraft(keeper, Errands.atOnce(), SampleWindow.TEXTS);
    private final BudgetsViewModel model =
            new BudgetsViewModel(
                    draft, List::of, SampleWindow.TEXTS, new Figures(Locale.US, ZoneOffset.UTC));

    @Test
    void an_amount_is_typed_with_or_without_its_sign() {
        model.usd(0, "$7.50");

        assertEquals(7.5, draft.now().budgets().getFirst().usd());
    }

    @Test
    void what_is_no_amount_says_so_and_cannot_be_saved() {
        model.usd(0, "much");

        assertEquals(
                "The amount must be a number of dollars from 0.01 to 1,000,000.", model.wrong(0));
        assertFalse(draft.standProperty().get().canSave());
    }

    @Test
    void an_added_budget_can_be_saved_as_it_is() {
        model.add();
        model.scope(3, BudgetScope.ofBackend("ollama"));
        draft.save();

        assertEquals("backend:ollama", keeper.stored().budgets().get(3).scope().text());
    }

    @Test
    void a_removed_one_is_gone() {
        model.remove(0);

        assertEquals(2, draft.now().budgets().size());
    }
}
