package dev.patchbay.gui.settings.backends;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AliasCase;
import dev.patchbay.settings.AtLimit;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.Tiers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What goes with a backend that is deleted: every target that leads to it, and the names that lead
/// nowhere then.
record Removal(String backend) {
    /// The aliases that use it, by their names.
    List<String> users(Settings settings) {
        return settings.aliases().stream().filter(this::uses).map(Alias::name).toList();
    }

    private boolean uses(Alias alias) {
        return alias.targets().stream().anyMatch(this::is)
                || alias.cases().stream()
                        .anyMatch(each -> each.targets().stream().anyMatch(this::is));
    }

    private boolean is(Target target) {
        return target.backend().equals(backend);
    }

    Settings from(Settings settings) {
        Settings left = settings.withoutBackend(backend).withAliases(left(settings.aliases()));
        left =
                left.withProfiles(
                        left.profiles().stream()
                                .map(each -> each.withAliases(left(each.aliases())))
                                .toList());
        left =
                left.withBudgets(
                        left.budgets().stream()
                                .filter(it -> !it.scope().backend().equals(Optional.of(backend)))
                                .toList());
        return withoutDeadNames(left);
    }

    private List<Alias> left(List<Alias> aliases) {
        return aliases.stream()
                .map(this::left)
                .filter(alias -> !alias.targets().isEmpty())
                .toList();
    }

    private Alias left(Alias alias) {
        if (!uses(alias)) {
            return alias;
        }
        List<AliasCase> cases = new ArrayList<>();
        for (AliasCase each : alias.cases()) {
            List<Target> targets = others(each.targets());
            if (!targets.isEmpty()) {
                cases.add(new AliasCase(each.when(), targets, each.written()));
            }
        }
        return alias.withTargets(others(alias.targets())).withCases(cases);
    }

    private List<Target> others(List<Target> targets) {
        return targets.stream().filter(target -> !is(target)).toList();
    }

    private static Settings withoutDeadNames(Settings settings) {
        Predicate<String> leads = name -> leads(settings, name);
        Tiers tiers = settings.tiers();
        for (var tier : tiers.byWord().entrySet()) {
            tiers = tiers.with(tier.getKey(), tier.getValue().filter(leads));
        }
        return settings.withTiers(tiers)
                .withDefaultAlias(settings.defaultAlias().filter(leads))
                .withBudgets(
                        settings.budgets().stream()
                                .map(
                                        it ->
                                                it.at100() instanceof AtLimit.UseAlias(String name)
                                                                && !leads.test(name)
                                                        ? it.withAt100(new AtLimit.Warn())
                                                        : it)
                                .toList());
    }

    private static boolean leads(Settings settings, String name) {
        int slash = name.indexOf('/');
        return settings.aliases().stream().anyMatch(alias -> alias.fits(name))
                || slash > 0 && settings.backend(name.substring(0, slash)).isPresent();
    }
}
