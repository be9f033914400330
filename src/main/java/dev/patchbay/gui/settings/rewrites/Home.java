package dev.patchbay.gui.settings.rewrites;

import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.Settings;

import java.util.ArrayList;
import java.util.List;

/// Where rewrites stand: on a backend, an alias or a profile.
record Home(Kind kind, String name) {
    enum Kind {
        BACKEND,
        ALIAS,
        PROFILE
    }

    static List<Home> all(Settings settings) {
        List<Home> homes = new ArrayList<>();
        settings.backends().forEach(it -> homes.add(new Home(Kind.BACKEND, it.id())));
        settings.aliases().forEach(it -> homes.add(new Home(Kind.ALIAS, it.name())));
        settings.profiles().forEach(it -> homes.add(new Home(Kind.PROFILE, it.id())));
        return homes;
    }

    List<Rewrite> in(Settings settings) {
        return switch (kind) {
            case BACKEND -> settings.backend(name).map(it -> it.rewrites()).orElse(List.of());
            case ALIAS -> settings.alias(name).map(it -> it.rewrites()).orElse(List.of());
            case PROFILE -> settings.profile(name).map(it -> it.rewrites()).orElse(List.of());
        };
    }

    Settings put(Settings settings, List<Rewrite> next) {
        return switch (kind) {
            case BACKEND ->
                    settings.backend(name)
                            .map(it -> settings.withBackend(it.withRewrites(next)))
                            .orElse(settings);
            case ALIAS ->
                    settings.alias(name)
                            .map(it -> settings.withAlias(it.withRewrites(next)))
                            .orElse(settings);
            case PROFILE ->
                    settings.withProfiles(
                            settings.profiles().stream()
                                    .map(it -> it.id().equals(name) ? it.withRewrites(next) : it)
                                    .toList());
        };
    }
}
