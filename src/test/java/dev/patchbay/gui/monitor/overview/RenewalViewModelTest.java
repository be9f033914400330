package dev.patchbay.gui.monitor.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.gui.parts.Texts;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Locale;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RenewalViewModelTest {
    private final SampleSources sources = SampleSources.empty();
    private final RenewalViewModel model = new RenewalViewModel(sources, new Texts(Locale.US));

    @Test
    void nothing_is_told_while_nothing_was_installed() {
        model.refresh();

        assertEquals("", model.titleProperty().get());
    }

    @Test
    void an_installed_version_is_told_and_can_be_begun() {
        sources.withInstalled("0.2.0");
        model.refresh();
        model.restart();

        assertEquals("Patchbay 0.2.0 was installed", model.titleProperty().get());
        assertEquals(1, sources.restarts);
    }
}
