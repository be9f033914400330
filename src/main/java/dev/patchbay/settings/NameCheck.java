package dev.patchbay.settings;

import dev.patchbay.hub.Target;

import java.util.List;

/// Whether every name in the settings leads to something: targets to backends, tiers and the
/// default to an alias or a backend.
final class NameCheck {
    private final Section in;
    private final Settings settings;

    NameCheck(Section in, Settings settings) {
        this.in = in;
        this.settings = settings;
    }

    void check() {
        for (int i = 0; i < settings.aliases().size(); i++) {
            alias(in.place("aliases", i), settings.aliases().get(i));
        }
        for (int i = 0; i < settings.profiles().size(); i++) {
            String place = in.place("profiles", i) + ".aliases";
            settings.profiles().get(i).aliases().forEach(each -> alias(place, each));
        }
        settings.tiers()
                .byWord()
                .forEach((word, name) -> name.ifPresent(it -> leads("tiers." + word, it)));
        settings.defaultAlias().ifPresent(name -> leads("defaultAlias", name));
        settings.server().tokens().forEach(this::token);
        for (int i = 0; i < settings.budgets().size(); i++) {
            budget(in.place("budgets", i), settings.budgets().get(i));
        }
        for (int i = 0; i < settings.profiles().size(); i++) {
            String place = in.place("profiles", i) + ".budgets";
            settings.profiles().get(i).budgets().forEach(each -> budget(place, each));
        }
    }

    private void alias(String place, Alias alias) {
        targets(place, alias, alias.targets());
        alias.cases().forEach(each -> targets(place + ".cases", alias, each.targets()));
    }

    private void targets(String place, Alias alias, List<Target> targets) {
        for (Target target : targets) {
            if (settings.backend(target.backend()).isEmpty()) {
                in.unused(
                        place + ".targets",
                        "The alias '%s' leads to the backend '%s', which is not there or not usable; "
                                        .formatted(alias.name(), target.backend())
                                + "this target is passed over. Usable are: "
                                + backends()
                                + ".");
            }
        }
    }

    private void token(LocalToken token) {
        token.profile()
                .filter(id -> settings.profile(id).isEmpty())
                .ifPresent(
                        id ->
                                in.unused(
                                        "server.tokens",
                                        "The token '%s' names the profile '%s', which is not there; "
                                                        .formatted(token.name(), id)
                                                + "its requests go as those of a token without a"
                                                + " profile."));
    }

    private void budget(String place, Budget budget) {
        budget.scope()
                .backend()
                .filter(id -> settings.backend(id).isEmpty())
                .ifPresent(id -> counts(place, "backend", id));
        budget.scope()
                .profile()
                .filter(id -> settings.profile(id).isEmpty())
                .ifPresent(id -> counts(place, "profile", id));
        if (budget.at100() instanceof AtLimit.UseAlias(String name)) {
            leads(place + ".at100", name);
        }
    }

    private void counts(String place, String what, String id) {
        in.unused(
                place + ".scope",
                "There is no %s '%s', so this budget counts nothing.".formatted(what, id));
    }

    private void leads(String place, String name) {
        int slash = name.indexOf('/');
        boolean found =
                settings.aliases().stream().anyMatch(alias -> alias.fits(name))
                        || slash > 0 && settings.backend(name.substring(0, slash)).isPresent();
        if (!found) {
            in.unused(
                    place,
                    "'%s' is neither an alias nor backend/model of a usable backend; it is not used."
                            .formatted(name));
        }
    }

    private String backends() {
        return settings.backends().isEmpty()
                ? "none"
                : String.join(", ", settings.backends().stream().map(BackendSettings::id).toList());
    }
}
