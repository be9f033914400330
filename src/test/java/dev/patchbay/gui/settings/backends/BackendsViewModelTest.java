package dev.patchbay.gui.settings.backends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.settings.SampleSettings;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.backends.Asking.Outcome;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BackendsViewModelTest {
    private static final String FAKE_KEY = "sk-or-fake-fake-fake-fake-fake-fake";

    private final SampleKeeper keeper = new SampleKeeper(SampleSettings.full());
    private final SettingsDraft draft =
            new SettingsDraft(keeper, Errands.atOnce(), SampleWindow.TEXTS);
    private final SampleAsking asking = SampleAsking.well();
    private final BackendsViewModel model =
            new BackendsViewModel(
                    draft,
                    asking,
                    Errands.atOnce(),
                    SampleWindow.TEXTS,
                    new Figures(Locale.US, ZoneOffset.UTC));

    @Test
    void the_first_backend_is_shown_first() {
        assertEquals("openrouter", model.chosenProperty().get());
        assertEquals("OpenRouter", model.form.name.get());
    }

    @Test
    void the_dots_tell_how_backends_do() {
        model.appear();

        assertEquals(
                List.of("well", "troubled", "down", "off", "unknown", "unknown"),
                model.rowsProperty().get().stream().map(row -> row.state()).toList());
    }

    @Test
    void a_pasted_key_picks_its_own_service() {
        model.adding.pastedProperty().set(FAKE_KEY);
        model.adding.addPasted();

        BackendSettings added = draft.now().backend("openrouter-2").orElseThrow();
        assertEquals(Optional.of("openrouter"), added.preset());
        assertEquals(List.of(SecretRef.of(FAKE_KEY)), added.auth().keys());
        assertEquals("openrouter-2", model.chosenProperty().get());
    }

    @Test
    void a_key_never_shows() {
        model.keys.add(FAKE_KEY);

        assertTrue(model.keys.rowsProperty().get().getLast().waits());
        assertFalse(model.keys.rowsProperty().get().toString().contains(FAKE_KEY));
    }

    @Test
    void a_reference_is_kept_as_one() {
        model.keys.add("env:OTHER_KEY");

        assertEquals(
                new SecretRef.Env("OTHER_KEY"),
                draft.now().backend("openrouter").orElseThrow().auth().keys().getLast());
    }

    @Test
    void a_key_can_be_asked_with_first() {
        model.keys.first(1);

        assertEquals(
                new SecretRef.Env("OPENROUTER_API_KEY"),
                draft.now().backend("openrouter").orElseThrow().auth().keys().getFirst());
    }

    @Test
    void another_service_brings_its_address_and_leaves_the_keys() {
        model.form.preset.set("groq");

        BackendSettings now = draft.now().backend("openrouter").orElseThrow();
        assertEquals(
                Presets.SHIPPED.of("groq").orElseThrow().baseUrl().orElseThrow(), now.baseUrl());
        assertEquals(2, now.auth().keys().size());
        assertEquals("Groq", model.form.name.get());
    }

    @Test
    void a_credential_in_a_header_has_a_name() {
        model.form.style.set("header");
        model.form.styleName.set("x-own");

        assertEquals(
                new AuthStyle.Header("x-own"),
                draft.now().backend("openrouter").orElseThrow().auth().style());
    }

    @Test
    void an_address_that_is_none_says_so_at_its_field() {
        model.form.baseUrl.set("ftp:// nowhere");

        assertTrue(model.form.baseUrl.remarkProperty().get().wrong());
        assertFalse(draft.standProperty().get().canSave());
    }

    @Test
    void an_address_that_is_mended_says_how_and_can_be_saved() {
        model.form.baseUrl.set("https://api.example.com/v1/chat/completions");

        assertFalse(model.form.baseUrl.remarkProperty().get().wrong());
        assertTrue(
                model.form
                        .baseUrl
                        .remarkProperty()
                        .get()
                        .text()
                        .contains("https://api.example.com/v1;"));
        assertTrue(draft.standProperty().get().canSave());
    }

    @Test
    void a_test_saves_first_and_shows_its_ticks() {
        model.form.name.set("Router");
        model.runTest();

        assertEquals("Router", keeper.stored().backend("openrouter").orElseThrow().name());
        assertEquals(List.of("openrouter"), asking.asked);
        assertEquals(Outcome.NO, model.test.ticksProperty().get().getLast().outcome());
    }

    @Test
    void what_cannot_be_saved_is_not_tested() {
        model.form.baseUrl.set("");
        model.form.preset.set("custom");
        model.form.baseUrl.set("nowhere at all");
        model.runTest();

        assertEquals(List.of(), asking.asked);
    }

    @Test
    void the_ticks_of_one_backend_are_not_shown_for_another() {
        model.runTest();
        model.choose("ollama");

        assertEquals(List.of(), model.test.ticksProperty().get());
    }

    @Test
    void a_sign_in_shows_its_code_on_the_next_beat() {
        var waiting = Errands.by(Runnable::run, _ -> {}); // it never comes back
        var signIn = new SignInViewModel(asking, waiting, SampleWindow.TEXTS);
        signIn.start("ob1");
        signIn.beat();

        assertEquals("SMPL-CODE", signIn.codeProperty().get().orElseThrow().code());
        assertEquals("https://signin.example.com/device", signIn.page());
        signIn.cancel();
        assertTrue(signIn.codeProperty().get().isEmpty());
    }

    @Test
    void deleting_says_who_uses_it() {
        assertTrue(model.users().contains("claude-opus-*, sonnet"), model.users());
    }

    @Test
    void a_deleted_backend_leaves_nothing_that_leads_to_it() {
        model.choose("ollama");
        model.delete();
        draft.save();

        Settings now = keeper.stored();
        assertTrue(now.backend("ollama").isEmpty());
        assertTrue(now.alias("fast").isEmpty());
        assertEquals(Optional.empty(), now.tiers().haiku());
        assertEquals("warn", now.budgets().get(1).at100().text());
        assertEquals("openrouter", model.chosenProperty().get());
    }

    @Test
    void the_order_can_be_changed() {
        model.move(1);

        assertEquals("claude", draft.now().backends().getFirst().id());
    }
}
