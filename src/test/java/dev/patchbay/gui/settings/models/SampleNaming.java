package dev.patchbay.gui.settings.models;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Names by the draft's own aliases alone.
public final class SampleNaming implements Naming {
    @Override
    public Lead where(String name, Optional<String> profile, Settings settings) {
        Stream<Alias> own =
                profile.flatMap(settings::profile).stream().flatMap(it -> it.aliases().stream());
        Alias alias =
                Stream.concat(own, settings.aliases().stream())
                        .filter(it -> it.fits(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        ProxyError.of(
                                                ProxyError.Kind.NO_ROUTE,
                                                "No model named '%s'.".formatted(name)));
        return new Lead(
                alias.targets().stream().map(Target::toString).toList(),
                "exact alias",
                List.of("longer than 60000: openrouter/google/gemini-2.5-pro"));
    }

    @Override
    public List<String> models(String backend) {
        return List.of("one", "two");
    }

    @Override
    public Optional<Rates> price(String name) {
        return name.startsWith("qwen/")
                ? Optional.of(Price.of(0.3, 1.2).rates())
                : Optional.empty();
    }

    @Override
    public Map<String, Use> today() {
        return Map.of("sonnet", new Use(38, 3_410_000_000L), "fast", new Use(1, 0));
    }
}
