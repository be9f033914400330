package dev.patchbay.gui.settings.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.settings.SampleSettings;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.Profile;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ModelsViewModelTest {
    private final SampleKeeper keeper = new SampleKeeper(SampleSettings.full());
    private final SettingsDraft draft =
            new SettingsDraft(keeper, Errands.atOnce(), SampleWindow.TEXTS);
    private final ModelsViewModel model =
            new ModelsViewModel(
                    draft,
                    new SampleNaming(),
                    Errands.atOnce(),
                    SampleWindow.TEXTS,
                    new Figures(Locale.US, ZoneOffset.UTC));

    @Test
    void a_row_names_the_targets_in_order_and_todays_use() {
        model.appear();

        ModelsViewModel.Row sonnet = model.rowsProperty().get().get(1);
        assertEquals(
                "claude/claude-sonnet-4-5 → openrouter/anthropic/claude-sonnet-4.5",
                sonnet.targets());
        assertEquals("38 requests · $3.41 today", sonnet.used());
    }

    @Test
    void a_typed_name_goes_where_the_unsaved_settings_lead() {
        model.where.nameProperty().set("mine");
        assertFalse(model.where.answerProperty().get().leads());

        draft.change(it -> it.withAlias(Alias.of("mine", Target.of("demo", "demo"))));
        assertEquals("demo/demo", model.where.answerProperty().get().lead());
    }

    @Test
    void a_tier_that_leads_nowhere_says_so() {
        model.tiers.get("fable").set("nobody");

        assertTrue(model.tiers.get("fable").remarkProperty().get().wrong());
        assertFalse(draft.standProperty().get().canSave());
    }

    @Test
    void an_emptied_default_is_none() {
        model.otherwise.set("");
        draft.save();

        assertEquals(Optional.empty(), keeper.stored().defaultAlias());
    }

    @Test
    void renaming_an_alias_keeps_it_chosen() {
        model.choose(2);
        model.form.name.set("f");
        model.form.name.set("faster");

        assertEquals("faster", draft.now().aliases().get(2).name());
        assertEquals(2, model.chosenProperty().get());
    }

    @Test
    void a_target_can_be_moved_to_the_front() {
        model.choose(1);
        model.form.targets.up(1);

        assertEquals("openrouter", draft.now().aliases().get(1).targets().getFirst().backend());
    }

    @Test
    void a_target_without_a_model_keeps_the_draft_from_being_saved() {
        model.choose(2);
        model.form.targets.add("demo");

        assertFalse(draft.standProperty().get().canSave());
    }

    @Test
    void a_case_can_be_of_another_kind() {
        model.choose(1);
        model.form.ask(0, CaseKind.THINKING, 0);

        assertTrue(draft.now().aliases().get(1).cases().getFirst().when().thinking());
        assertTrue(draft.now().aliases().get(1).cases().getFirst().when().longerThan().isEmpty());
    }

    @Test
    void an_alias_can_be_dragged_to_another_place() {
        model.move(2, 0);

        assertEquals(
                List.of("fast", "claude-opus-*", "sonnet"),
                draft.now().aliases().stream().map(Alias::name).toList());
        assertEquals(0, model.chosenProperty().get());
    }

    private final Whose work = new Whose(Optional.of("work"));

    private void giveWorkAProfile(Alias... aliases) {
        draft.change(it -> it.withProfiles(List.of(Profile.of("work", aliases))));
    }

    private List<String> names(Whose whose) {
        return whose.aliases(draft.now()).stream().map(Alias::name).toList();
    }

    @Test
    void a_profile_gets_aliases_of_its_own_and_everybodys_stay() {
        List<String> before = names(Whose.EVERYBODY);
        giveWorkAProfile();

        model.choose(work);
        assertEquals(List.of(), model.rowsProperty().get());
        assertTrue(model.none().startsWith("None of its own"));
        model.add();
        model.form.name.set("sonnet");

        assertEquals(List.of("sonnet"), names(work));
        assertEquals(before, names(Whose.EVERYBODY));
        model.move(0, 0);
        model.remove();
        assertEquals(List.of(), names(work));
        assertEquals(before, names(Whose.EVERYBODY));
    }

    @Test
    void what_is_wrong_with_an_alias_of_a_profile_stands_at_its_field() {
        giveWorkAProfile(Alias.of("mine", Target.of("demo", "demo")));
        model.choose(work);
        model.form.name.set("");

        assertTrue(model.form.name.remarkProperty().get().wrong());
        assertFalse(draft.standProperty().get().canSave());
    }

    @Test
    void a_typed_name_goes_where_it_would_for_those_whose_aliases_are_shown() {
        giveWorkAProfile(Alias.of("sonnet", Target.of("demo", "demo")));
        model.where.nameProperty().set("sonnet");
        assertTrue(model.where.answerProperty().get().lead().startsWith("claude/"));

        model.choose(work);
        assertEquals("demo/demo", model.where.answerProperty().get().lead());
        assertTrue(model.where.answerProperty().get().more().toString().contains("profile work"));
    }

    @Test
    void when_a_profile_goes_everybodys_aliases_are_shown() {
        giveWorkAProfile(Alias.of("mine", Target.of("demo", "demo")));
        model.choose(work);
        draft.change(it -> it.withProfiles(List.of()));

        assertEquals(Whose.EVERYBODY, model.whoseProperty().get());
        assertEquals(draft.now().aliases().size(), model.rowsProperty().get().size());
        assertEquals(0, model.chosenProperty().get());
    }

    @Test
    void the_last_alias_can_go() {
        model.remove();
        model.remove();
        model.remove();

        assertEquals(List.of(), draft.now().aliases());
        assertEquals(-1, model.chosenProperty().get());
    }
}
