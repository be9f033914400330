package dev.patchbay.gui.settings.backends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.settings.SampleSettings;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.QuirkChoice;
import dev.patchbay.settings.Resilience;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What hardly anybody needs of a backend, in a draft.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class MoreFormTest {
    private final SettingsDraft draft =
            new SettingsDraft(
                    new SampleKeeper(SampleSettings.full()), Errands.atOnce(), SampleWindow.TEXTS);
    private final BackendsViewModel model =
            new BackendsViewModel(
                    draft,
                    SampleAsking.well(),
                    Errands.atOnce(),
                    SampleWindow.TEXTS,
                    SampleWindow.FIGURES);

    private BackendSettings chosen() {
        return draft.now().backend("openrouter").orElseThrow();
    }

    private static MoreForm.Line line(List<MoreForm.Line> lines, String key) {
        return lines.stream().filter(it -> it.key().endsWith("." + key)).findFirst().orElseThrow();
    }

    @Test
    void every_number_is_shown_as_it_is_and_can_be_another() {
        List<MoreForm.Line> all =
                Stream.concat(model.more.times.stream(), model.more.failures.stream()).toList();
        for (MoreForm.Line line : all) {
            assertFalse(line.entry().textProperty().get().isEmpty(), line.key());
            line.entry().textProperty().set("3");
        }

        assertEquals(3, chosen().timeouts().connectSeconds());
        assertEquals(3, chosen().timeouts().firstByteOfStream().toSeconds());
        assertEquals(3, chosen().timeouts().idleSeconds());
        assertEquals(3, chosen().timeouts().totalSeconds());
        Resilience care = chosen().resilience();
        assertEquals(
                List.of(3, 3, 3, 3, 3, 3, 3, 3),
                List.of(
                        care.retries(),
                        care.retryAfterSeconds(),
                        care.failures(),
                        care.openSeconds(),
                        care.keyRestSeconds(),
                        care.limitRestSeconds(),
                        care.stormRequests(),
                        care.stormSeconds()));
    }

    @Test
    void every_number_has_a_name_and_a_hint() {
        for (MoreForm.Line line : model.more.failures) {
            assertFalse(SampleWindow.TEXTS.get(line.key()).isEmpty());
            assertFalse(SampleWindow.TEXTS.get(line.key() + ".hint").isEmpty());
        }
    }

    @Test
    void a_number_that_cannot_be_is_named_with_its_backend_where_the_draft_is_saved() {
        line(model.more.failures, "retries").entry().textProperty().set("9");

        assertEquals(
                "Backend OpenRouter: Retries must be a whole number from 0 to 5.",
                draft.standProperty().get().text());
    }

    @Test
    void headers_that_cannot_be_sent_are_told_at_their_place() {
        model.more.headers.set(Map.of("X Own", "1"));

        assertTrue(model.more.headers.remarkProperty().get().wrong());
        assertTrue(
                draft.standProperty().get().text().startsWith("Backend OpenRouter: Headers holds"),
                draft.standProperty().get()::text);

        model.more.headers.set(Map.of("X-Own", "1"));
        assertEquals(Map.of("X-Own", "1"), chosen().headers());
        assertTrue(draft.standProperty().get().canSave());
    }

    @Test
    void what_a_service_is_known_for_can_be_denied() {
        QuirkChoice topK = QuirkChoice.of("topK").orElseThrow();
        assertTrue(model.quirks.known().contains("topK"), model.quirks::known);
        assertTrue(chosen().allQuirks().topK());

        model.quirks.add(topK);
        assertFalse(chosen().allQuirks().topK());

        model.quirks.remove(topK);
        assertTrue(chosen().allQuirks().topK());
        assertEquals(
                List.of("maxTools"),
                model.quirks.rowsProperty().get().stream().map(it -> it.quirk().name()).toList());
    }

    @Test
    void every_quirk_can_be_said_and_has_a_meaning() {
        for (QuirkChoice quirk : QuirkChoice.all()) {
            assertFalse(model.quirks.meaning(quirk).isEmpty());
            model.quirks.add(quirk);
        }

        assertEquals(QuirkChoice.all().size(), model.quirks.rowsProperty().get().size());
        assertEquals(List.of(), model.quirks.others());
        assertTrue(
                chosen().problems().stream().noneMatch(it -> it.path().startsWith("quirks")),
                () -> chosen().problems().toString());
    }

    @Test
    void what_is_left_is_told_of_the_chosen_one_and_in_the_list() {
        model.appear();

        assertEquals("$10.25", model.creditProperty().get().text());
        assertTrue(model.rowsProperty().get().getFirst().detail().startsWith("$10.25 left"));

        model.choose("azure");
        assertEquals("Not known: the key may not ask (403)", model.creditProperty().get().text());
        assertTrue(model.creditProperty().get().failed());

        model.choose("claude");
        assertEquals("", model.creditProperty().get().text());
    }
}
