package dev.patchbay.gui.settings.rewrites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.settings.SampleSettings;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.rewrites.Previewing.Pair;
import dev.patchbay.gui.settings.rewrites.Previewing.Sample;
import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Rewrite;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RewritesViewModelTest {
    private static final Home ALIAS = new Home(Home.Kind.ALIAS, "fast");

    private final SettingsDraft draft =
            new SettingsDraft(
                    new SampleKeeper(SampleSettings.full()), Errands.atOnce(), SampleWindow.TEXTS);
    private final RewritesViewModel model =
            new RewritesViewModel(
                    draft,
                    new SamplePreviewing(),
                    Errands.atOnce(),
                    SampleWindow.TEXTS,
                    SampleWindow.FIGURES);

    @Test
    void a_new_rewrite_is_switched_off_and_chosen() {
        model.add(ALIAS);

        Rewrite added = ALIAS.in(draft.now()).getFirst();
        assertFalse(added.enabled());
        assertEquals(added.name(), model.name.get());
    }

    @Test
    void another_kind_keeps_what_was_typed() {
        model.add(ALIAS);
        model.with.set("Say moo.");
        model.kind.set(EditKind.APPEND_TO_LAST_USER_MESSAGE);

        assertEquals(
                new Edit.AppendToLastUserMessage("Say moo."),
                ALIAS.in(draft.now()).getFirst().edit());
    }

    @Test
    void the_preview_follows_the_chosen_one() {
        model.add(ALIAS);
        assertTrue(model.preview.pairProperty().get().after().startsWith("append-to-system"));

        model.kind.set(EditKind.PREPEND_TO_SYSTEM);
        assertTrue(model.preview.pairProperty().get().after().startsWith("prepend-to-system"));
    }

    @Test
    void it_can_be_tried_on_a_request_that_was_kept() {
        model.add(ALIAS);
        model.preview.appear();
        model.preview.sampleProperty().set(SamplePreviewing.KEPT);

        assertEquals(
                new Pair("kept", "kept, append-to-system"), model.preview.pairProperty().get());
        assertEquals(3, model.preview.samplesProperty().get().size());
        assertTrue(model.preview.word(SamplePreviewing.KEPT).contains("claude-sonnet-4-5"));
    }

    @Test
    void why_there_is_no_preview_is_told() {
        model.add(ALIAS);
        model.preview.sampleProperty().set(new Sample.BuiltIn(Dialect.OPENAI));

        assertEquals("There is no such sample here.", model.preview.troubleProperty().get());
        assertEquals("", model.preview.pairProperty().get().after());

        model.preview.sampleProperty().set(new Sample.BuiltIn(Dialect.ANTHROPIC));
        assertEquals("", model.preview.troubleProperty().get());
    }

    @Test
    void what_cannot_work_says_so_and_shows_no_preview() {
        model.kind.set(EditKind.DROP_FIELD);
        model.what.set("model");

        assertTrue(model.what.remarkProperty().get().wrong());
        assertEquals("", model.preview.pairProperty().get().after());
    }

    @Test
    void a_value_is_json_where_it_can_be() {
        model.kind.set(EditKind.SET_FIELD);
        model.what.set("top_k");
        model.with.set("40");

        var home = new Home(Home.Kind.BACKEND, "ollama");
        Edit.SetField edit = (Edit.SetField) home.in(draft.now()).getFirst().edit();
        assertTrue(edit.value().isInt());
    }

    @Test
    void a_new_one_that_drops_a_field_can_be_saved() {
        model.add(ALIAS);
        model.kind.set(EditKind.DROP_FIELD);
        model.what.set("max_tokens");

        assertTrue(draft.standProperty().get().canSave(), draft.standProperty().get().text());
    }

    @Test
    void a_deleted_one_is_gone() {
        model.remove();

        assertEquals(1, model.rowsProperty().get().size());
    }
}
