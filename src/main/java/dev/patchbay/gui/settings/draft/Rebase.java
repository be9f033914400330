package dev.patchbay.gui.settings.draft;

import dev.patchbay.settings.ServerSettings;
import dev.patchbay.settings.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Changes to settings, laid over what somebody else made of the same settings meanwhile.
///
/// @param settings theirs, with every part in it that we changed
/// @param clashes the parts that both changed, by their names in the file
record Rebase(Settings settings, List<String> clashes) {
    private record Part<T>(
            String name, Function<Settings, T> get, BiFunction<Settings, T, Settings> set) {
        boolean differs(Settings one, Settings other) {
            return !get.apply(one).equals(get.apply(other));
        }

        Settings copy(Settings from, Settings to) {
            return set.apply(to, get.apply(from));
        }
    }

    /// Our door without the tokens, which others change while it is changed here.
    private record Door(String host, int port, boolean requireToken, List<String> hosts) {
        static Door of(Settings settings) {
            ServerSettings now = settings.server();
            return new Door(now.host(), now.port(), now.requireToken(), now.allowedHosts());
        }

        static Settings in(Settings settings, Door door) {
            return settings.withServer(
                    settings.server()
                            .withHost(door.host)
                            .withPort(door.port)
                            .withRequireToken(door.requireToken)
                            .withAllowedHosts(door.hosts));
        }
    }

    private static final List<Part<?>> PARTS =
            List.of(
                    new Part<>("server", Door::of, Door::in),
                    new Part<>(
                            "tokens",
                            it -> it.server().tokens(),
                            (it, tokens) -> it.withServer(it.server().withTokens(tokens))),
                    new Part<>("backends", Settings::backends, Settings::withBackends),
                    new Part<>("aliases", Settings::aliases, Settings::withAliases),
                    new Part<>("tiers", Settings::tiers, Settings::withTiers),
                    new Part<>("defaultAlias", Settings::defaultAlias, Settings::withDefaultAlias),
                    new Part<>("profiles", Settings::profiles, Settings::withProfiles),
                    new Part<>("budgets", Settings::budgets, Settings::withBudgets),
                    new Part<>("prices", Settings::prices, Settings::withPrices),
                    new Part<>("history", Settings::history, Settings::withHistory),
                    new Part<>("log", Settings::log, Settings::withLog),
                    new Part<>("desktop", Settings::desktop, Settings::withDesktop),
                    new Part<>("keys", Settings::keys, Settings::withKeys));

    Rebase {
        clashes = List.copyOf(clashes);
    }

    /// All parts, by their names in the file.
    static List<String> names() {
        return PARTS.stream().<String>map(Part::name).toList();
    }

    /// @param base what both began with
    static Rebase of(Settings base, Settings mine, Settings theirs) {
        Settings result = theirs;
        List<String> clashes = new ArrayList<>();
        for (Part<?> part : PARTS) {
            if (part.differs(base, mine) && part.differs(mine, theirs)) {
                result = part.copy(mine, result);
                if (part.differs(base, theirs)) {
                    clashes.add(part.name());
                }
            }
        }
        return new Rebase(result, clashes);
    }
}
