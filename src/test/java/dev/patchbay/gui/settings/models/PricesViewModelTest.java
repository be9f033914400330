package dev.patchbay.gui.settings.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.settings.SampleSettings;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.models.PricesViewModel.Part;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Prices;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PricesViewModelTest {
    private static final String KNOWN = "qwen/qwen3-coder";

    private final SettingsDraft draft =
            new SettingsDraft(
                    new SampleKeeper(SampleSettings.full().withPrices(Prices.NONE)),
                    Errands.atOnce(),
                    SampleWindow.TEXTS);
    private final PricesViewModel model =
            new PricesViewModel(
                    draft,
                    new SampleNaming(),
                    Errands.atOnce(),
                    SampleWindow.TEXTS,
                    SampleWindow.FIGURES);

    private Price price(String name) {
        return draft.now().prices().models().get(name);
    }

    @Test
    void a_price_begins_with_what_is_known_of_the_model() {
        model.add(" " + KNOWN + " ");

        assertEquals(0.3, price(KNOWN).input());
        assertEquals(Optional.of("1.2"), model.text(KNOWN, Part.OUTPUT));
        assertTrue(model.said(KNOWN).startsWith("Otherwise $0.30 in"), model.said(KNOWN));
    }

    @Test
    void a_model_that_nobody_knows_begins_with_nothing() {
        model.add("own-model");

        assertEquals(0, price("own-model").input());
        assertEquals("Otherwise no price is known", model.said("own-model"));
    }

    @Test
    void an_amount_may_be_written_as_people_write_it() {
        model.add(KNOWN);
        model.set(KNOWN, Part.INPUT, "$0,25");
        model.set(KNOWN, Part.CACHE_READ, ".5 cents");

        assertEquals(0.25, price(KNOWN).input());
        assertTrue(model.isWrong(KNOWN, Part.CACHE_READ));
    }

    @Test
    void an_empty_cache_price_is_none_and_an_empty_price_is_wrong() {
        model.add(KNOWN);
        model.set(KNOWN, Part.CACHE_READ, "0.1");
        model.set(KNOWN, Part.CACHE_READ, "");
        assertEquals(OptionalDouble.empty(), price(KNOWN).cacheRead());
        assertTrue(draft.standProperty().get().canSave());

        model.set(KNOWN, Part.INPUT, "");
        assertFalse(draft.standProperty().get().canSave());
        assertEquals("A price is an amount of dollars, such as 0.25.", model.said(KNOWN));
        assertTrue(
                draft.standProperty().get().text().startsWith("Price of " + KNOWN + ": Input"),
                draft.standProperty().get()::text);
    }

    @Test
    void what_is_no_amount_is_not_written_over_while_it_is_typed() {
        model.add(KNOWN);
        model.set(KNOWN, Part.INPUT, "0.x");

        assertEquals(Optional.empty(), model.text(KNOWN, Part.INPUT));
    }

    @Test
    void a_removed_price_is_gone_and_can_be_given_again() {
        model.add(KNOWN);
        assertFalse(model.candidates().contains(KNOWN));

        model.remove(KNOWN);
        assertTrue(model.candidates().contains(KNOWN));
        assertEquals(List.of(), model.modelsProperty().get());
    }
}
