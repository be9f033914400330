package dev.patchbay.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class TariffTest {
    private static final PriceBook SHIPPED = PriceBook.shipped();
    private static final WallClock CLOCK = new WallClock("UTC", "2026-11-21T12:00");
    private static final Usage MILLION_EACH = Usage.of(1_000_000, 1_000_000);
    private static final Preset MOONSHOT = Presets.SHIPPED.of("moonshot").orElseThrow();

    private static final Settings SETTINGS =
            Settings.DEFAULT.withBackends(
                    List.of(
                            BackendSettings.of(
                                    "claude", BackendKind.ANTHROPIC, "https://api.anthropic.com"),
                            BackendSettings.of(
                                    "router", BackendKind.OPENAI, "https://openrouter.ai/api/v1"),
                            BackendSettings.of(
                                    "own", BackendKind.OPENAI, "https://models.example/v1"),
                            BackendSettings.of("moon", MOONSHOT)
                                    .withBaseUrl("https://models.example/moonshot"),
                            BackendSettings.DEMO));

    private static Tariff tariff(Settings settings) {
        return new Tariff(SHIPPED, settings, CLOCK);
    }

    private static Settings priced(String name, Price price) {
        return SETTINGS.withPrices(SETTINGS.prices().with(name, price));
    }

    private static OptionalLong dollars(Cost cost) {
        return cost.nanoUsd().isPresent()
                ? OptionalLong.of(cost.nanoUsd().getAsLong() / 1_000_000_000)
                : OptionalLong.empty();
    }

    @Test
    void a_model_costs_what_the_service_at_its_backends_address_asks() {
        Cost cost = tariff(SETTINGS).cost("claude", "claude-opus-4-1-20250805", MILLION_EACH);

        assertEquals(OptionalLong.of(90), dollars(cost));
    }

    @Test
    void what_was_reckoned_tells_its_rates() {
        Cost cost = tariff(SETTINGS).cost("claude", "claude-opus-4-1", Usage.of(1, 1));

        assertEquals(
                Optional.of(
                        new Rates(
                                15_000_000,
                                OptionalLong.of(1_500_000),
                                OptionalLong.of(18_750_000),
                                75_000_000)),
                cost.rates());
    }

    @Test
    void an_unknown_model_has_no_price() {
        assertEquals(Cost.UNKNOWN, tariff(SETTINGS).cost("claude", "gpt-4o", MILLION_EACH));
        assertEquals(Cost.UNKNOWN, tariff(SETTINGS).cost("own", "gpt-4o", MILLION_EACH));
        assertEquals(Cost.UNKNOWN, tariff(SETTINGS).cost("demo", "demo", MILLION_EACH));
        assertEquals(Cost.UNKNOWN, tariff(SETTINGS).cost("gone", "gpt-4o", MILLION_EACH));
    }

    @Test
    void tokens_that_nobody_counted_have_no_cost_although_their_price_is_known() {
        Cost cost = tariff(SETTINGS).cost("claude", "claude-opus-4-1", Usage.UNKNOWN);

        assertEquals(OptionalLong.empty(), cost.nanoUsd());
    }

    @Test
    void the_length_of_the_whole_prompt_decides_the_rates() {
        Usage cached = Usage.of(1_000, 1_000_000).withCacheRead(199_000);

        assertEquals(
                OptionalLong.of(15),
                dollars(tariff(SETTINGS).cost("claude", "claude-sonnet-4-5", cached)));
        assertEquals(
                OptionalLong.of(22),
                dollars(
                        tariff(SETTINGS)
                                .cost("claude", "claude-sonnet-4-5", cached.withCacheWrite(1))));
    }

    @Test
    void a_preset_behind_another_address_keeps_its_prices() {
        assertEquals(
                OptionalLong.of(18),
                dollars(tariff(SETTINGS).cost("moon", "kimi-k3", MILLION_EACH)));
    }

    @Test
    void what_the_user_says_comes_first() {
        var tariff = tariff(priced("claude-opus-4-1", Price.of(1, 2)));

        assertEquals(
                OptionalLong.of(3),
                dollars(tariff.cost("claude", "claude-opus-4-1", MILLION_EACH)));
    }

    @Test
    void a_price_for_one_backend_comes_before_one_for_all_and_both_before_a_pattern() {
        var settings = priced("m*", Price.of(1, 0));
        settings = settings.withPrices(settings.prices().with("mm", Price.of(2, 0)));
        settings = settings.withPrices(settings.prices().with("own/mm", Price.of(3, 0)));
        var tariff = tariff(settings);

        assertEquals(OptionalLong.of(3), dollars(tariff.cost("own", "mm", MILLION_EACH)));
        assertEquals(OptionalLong.of(2), dollars(tariff.cost("demo", "mm", MILLION_EACH)));
        assertEquals(OptionalLong.of(1), dollars(tariff.cost("own", "mmm", MILLION_EACH)));
    }

    @Test
    void without_a_price_of_their_own_cached_tokens_cost_what_input_costs() {
        Usage cached = Usage.UNKNOWN.withCacheRead(1_000_000).withCacheWrite(1_000_000);
        var bare = tariff(priced("m", Price.of(5, 7)));
        var told =
                tariff(
                        priced(
                                "m",
                                Price.of(5, 7)
                                        .withCache(OptionalDouble.of(1), OptionalDouble.of(6))));

        assertEquals(OptionalLong.of(10), dollars(bare.cost("own", "m", cached)));
        assertEquals(OptionalLong.of(7), dollars(told.cost("own", "m", cached)));
    }

    @Test
    void a_price_of_nothing_is_a_price() {
        assertEquals(
                OptionalLong.of(0),
                tariff(priced("demo/*", Price.of(0, 0)))
                        .cost("demo", "demo", MILLION_EACH)
                        .nanoUsd());
    }

    @Test
    void a_count_that_nobody_can_believe_does_not_overflow() {
        Usage absurd =
                new Usage(
                        OptionalLong.of(Long.MAX_VALUE),
                        OptionalLong.of(Long.MAX_VALUE),
                        OptionalLong.of(Long.MAX_VALUE),
                        OptionalLong.of(Long.MAX_VALUE),
                        OptionalLong.empty(),
                        false);
        long cost =
                tariff(priced("m", Price.of(10_000, 10_000)))
                        .cost("own", "m", absurd)
                        .nanoUsd()
                        .orElseThrow();

        assertEquals(4_000_000L * 1_000_000_000, cost);
    }

    @Test
    void names_without_end_do_not_fill_the_memory_or_change_an_answer() {
        var tariff = new Tariff(SHIPPED, SETTINGS, InstantSource.system());
        for (int i = 0; i < 5_000; i++) {
            assertEquals(Cost.UNKNOWN, tariff.cost("router", "no-model-" + i, MILLION_EACH));
        }

        assertEquals(
                OptionalLong.of(90),
                dollars(tariff.cost("claude", "claude-opus-4-1", MILLION_EACH)));
    }
}
