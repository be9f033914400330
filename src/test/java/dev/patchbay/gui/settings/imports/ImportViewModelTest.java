package dev.patchbay.gui.settings.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.settings.imports.Change;
import dev.patchbay.settings.imports.Remark;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ImportViewModelTest {
    private static final Path FILE = Path.of("old", ".env");

    private boolean taken;
    private final ImportViewModel model =
            new ImportViewModel(this::read, Errands.atOnce(), SampleWindow.TEXTS);

    private Importing.Offer read(Path file, boolean replace) {
        var what = replace ? Change.What.REPLACES : Change.What.STAYS;
        return new Importing.Offer(
                "an older proxy",
                List.of(new Change(what, "backend own", "")),
                List.of(new Remark(Remark.Kind.CANNOT, "OTHER", "is not known here.")),
                () -> taken = true);
    }

    @Test
    void a_chosen_file_is_shown_and_not_taken() {
        model.choose(FILE);

        assertFalse(taken);
        assertEquals(2, model.lines(model.offerProperty().get().orElseThrow()).size());
    }

    @Test
    void what_is_here_gives_way_only_where_that_is_wanted() {
        model.choose(FILE);
        assertFalse(model.brings(model.offerProperty().get().orElseThrow()));

        model.replaceProperty().set(true);
        assertTrue(model.brings(model.offerProperty().get().orElseThrow()));
    }

    @Test
    void taking_it_says_so() {
        model.choose(FILE);
        model.take();

        assertTrue(taken);
        assertTrue(model.offerProperty().get().isEmpty());
    }
}
