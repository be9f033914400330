package dev.patchbay.gui.settings.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Prices;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Problems of settings, as a person is told them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PlacesTest {
    private static final Texts TEXTS = new Texts(Locale.US);
    private final Places places = new Places(TEXTS);

    private String first(Settings settings) {
        return settings.problems().stream()
                .filter(it -> it.reach() != Problem.Reach.NOTE)
                .map(it -> places.sentence(it, settings))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_field_is_named_by_its_label_and_by_whose_it_is() {
        var own = BackendSettings.of("own", BackendKind.OPENAI, "").withName("My own");

        assertEquals(
                "Backend My own: Base URL is missing; add the address, such as"
                        + " https://api.example.com/v1.",
                first(Settings.DEFAULT.withBackends(List.of(own))));
    }

    @Test
    void a_field_of_its_own_is_named_by_its_label_alone() {
        assertEquals(
                "Port must be a whole number from 0 to 65535.",
                places.sentence(
                        new Problem(
                                "server.port",
                                "must be a whole number from 0 to 65535.",
                                Problem.Reach.FILE),
                        Settings.DEFAULT));
    }

    @Test
    void a_tick_is_not_spoken_of_as_of_true_and_false() {
        Settings settings =
                Settings.DEFAULT.withServer(
                        Settings.DEFAULT.server().withHost("0.0.0.0").withRequireToken(false));

        assertTrue(first(settings).startsWith("Clients must show a token"), first(settings));
    }

    @Test
    void a_name_that_leads_nowhere_is_told_with_its_tier() {
        Settings settings =
                Settings.DEFAULT.withTiers(
                        Settings.DEFAULT.tiers().with("opus", Optional.of("nobody")));

        assertTrue(first(settings).startsWith("Opus: 'nobody' is neither"), first(settings));
    }

    @Test
    void a_rewrite_is_told_with_its_number_and_its_home() {
        var rewrite = Rewrite.of(new Edit.DropField("model"));
        Settings settings =
                Settings.DEFAULT.withAlias(
                        Alias.of("fast", SampleTargets.DEMO).withRewrites(List.of(rewrite)));

        String told = first(settings);
        assertTrue(told.startsWith("Alias fast, rewrite 1: Field"), told);
    }

    @Test
    void a_price_is_told_with_its_model_whatever_dots_that_has() {
        Settings settings =
                Settings.DEFAULT.withPrices(Prices.NONE.with("qwen2.5", Price.of(-1, 1)));

        String told = first(settings);
        assertTrue(told.startsWith("Price of qwen2.5: Input must be a number"), told);
    }

    @Test
    void every_field_that_has_a_place_has_a_label() {
        for (String path :
                List.of(
                        "backends[0].timeouts.idleSeconds",
                        "backends[0].resilience.stormRequests",
                        "backends[0].headers.X-Own",
                        "backends[0].quirks.maxTools",
                        "aliases[0].cases[1].targets",
                        "profiles[0].aliases[0].targets",
                        "server.tokens[0].profile",
                        "budgets[0].usd",
                        "keys.store")) {
            String told =
                    places.sentence(
                            new Problem(path, "is odd.", Problem.Reach.FILE), Settings.DEFAULT);
            assertFalse(told.contains("." + path.substring(path.lastIndexOf('.') + 1)), told);
            assertFalse(told.contains("["), told);
        }
    }

    @Test
    void a_message_that_tells_what_it_is_about_needs_no_more() {
        String message = "The alias 'x' leads nowhere.";

        assertEquals(
                message,
                places.sentence(
                        new Problem("aliases[0].targets", message, Problem.Reach.ENTRY),
                        Settings.DEFAULT));
    }

    @Test
    void every_part_that_two_can_change_has_a_name() {
        for (String part : Rebase.names()) {
            assertFalse(places.part(part).isEmpty());
        }
    }
}
