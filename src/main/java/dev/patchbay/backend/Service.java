package dev.patchbay.backend;

import dev.patchbay.hub.Hosting;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.ModelFacts;
import dev.patchbay.settings.ModelSettings;

import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/// A backend with what the user said of it.
public record Service(
        BackendSettings settings,
        Quirks quirks,
        Lessons lessons,
        Standing standing,
        Map<String, Traits> known,
        Backend backend) {
    private static final int MOST_KNOWN = 10_000;

    static Service of(BackendSettings settings, Backend backend, InstantSource clock) {
        return new Service(
                settings,
                settings.allQuirks(),
                new Lessons(settings),
                new Standing(settings.resilience(), clock),
                new ConcurrentHashMap<>(),
                backend);
    }

    public String name() {
        return settings.name();
    }

    /// The target with what the user fixed for its model.
    public Target settled(Target target) {
        OptionalDouble temperature =
                settings.model(target.model())
                        .map(ModelSettings::temperature)
                        .orElse(OptionalDouble.empty());
        return target.temperature().isPresent() || temperature.isEmpty()
                ? target
                : new Target(
                        target.backend(),
                        target.model(),
                        temperature,
                        target.maxTokensKey(),
                        target.maxTokens(),
                        target.extra());
    }

    /// Where the backend has this model.
    public Hosting hosting(String model) {
        return settings.hosting(model);
    }

    public Traits traits(String model) {
        // Names come from clients: what is remembered of them must not grow without end.
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(model, name -> ModelFacts.SHIPPED.of(settings, name));
    }
}
