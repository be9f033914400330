package dev.patchbay.gui.monitor.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.monitor.overview.HealthViewModel.Chip;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.Locale;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class HealthViewModelTest {
    private final HealthViewModel model =
            new HealthViewModel(
                    SampleSources.busy(),
                    Errands.atOnce(),
                    new Texts(Locale.US),
                    new Figures(Locale.US, ZoneOffset.UTC));

    private Chip chip(String backend) {
        model.refresh();
        return model.chipsProperty().get().stream()
                .filter(it -> it.backend().equals(backend))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_is_left_stands_at_its_backend() {
        assertEquals("$10.25 left", chip("harbour").credit());
        assertEquals("", chip("harbour").why());
    }

    @Test
    void why_it_is_not_known_is_told_with_what_else_is_the_matter() {
        assertEquals("", chip("workshop").credit());
        assertTrue(
                chip("workshop").why().contains("the key may not ask (403)"),
                () -> chip("workshop").why());
    }

    @Test
    void a_backend_whose_service_tells_nothing_says_nothing_of_it() {
        assertEquals("", chip("lighthouse").credit());
    }
}
