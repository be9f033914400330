package dev.patchbay.app.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Credits.Credit;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class HouseCreditsTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-03-14T10:00:00Z");
    private Settings settings = settings("openrouter", "deepseek", "ollama");
    private final HouseCredits credits =
            new HouseCredits(() -> settings, this::ask, () -> now, new Texts(Locale.US));

    private static Settings settings(String... presets) {
        return Settings.DEFAULT.withBackends(
                Stream.of(presets).map(HouseCreditsTest::backend).toList());
    }

    private static BackendSettings backend(String preset) {
        var bare = BackendSettings.of(preset, Presets.SHIPPED.of(preset).orElseThrow());
        return bare.withAuth(bare.auth().withKeys(List.of(SecretRef.of("env:FAKE"))));
    }

    private Optional<Credit> ask(String backend) {
        asked.add(backend);
        if (backend.equals("deepseek")) {
            throw ProxyError.of(ProxyError.Kind.TIMED_OUT, "no answer in 20 seconds");
        }
        return Optional.of(new Credit(BigDecimal.TEN, "USD"));
    }

    @Test
    void those_who_tell_are_asked_and_others_are_not() {
        assertEquals(
                Map.of(
                        "openrouter",
                        new CreditLeft.Known(new Credit(BigDecimal.TEN, "USD")),
                        "deepseek",
                        new CreditLeft.Unknown("no answer in 20 seconds")),
                credits.all());
        assertEquals(Set.of("openrouter", "deepseek"), Set.copyOf(asked));
    }

    @Test
    void what_was_told_a_moment_ago_is_not_asked_again() {
        credits.all();
        now = now.plus(HouseCredits.FRESH).minusSeconds(1);
        credits.all();
        assertEquals(2, asked.size());

        now = now.plusSeconds(2);
        credits.all();
        assertEquals(4, asked.size());
    }

    @Test
    void a_backend_that_was_changed_is_asked_anew_and_one_that_is_gone_is_forgotten() {
        credits.all();
        settings =
                settings("openrouter")
                        .withBackend(backend("openrouter").withName("Another account"));

        assertEquals(Set.of("openrouter"), credits.all().keySet());
        assertEquals(3, asked.size());
    }

    @Test
    void who_is_reached_through_another_server_is_not_asked() {
        settings =
                Settings.DEFAULT.withBackends(
                        List.of(backend("openrouter").withBaseUrl("http://127.0.0.1:9/v1")));

        assertEquals(Map.of(), credits.all());
        assertEquals(List.of(), asked);
    }
}
