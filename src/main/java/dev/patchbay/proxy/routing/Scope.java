package dev.patchbay.proxy.routing;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AliasCase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Aliases that are looked through together: everybody's, or those of one profile.
///
/// @param owner whose they are, as the end of a reason; empty for everybody's
/// @param usable whether a target can be asked at all
record Scope(String owner, List<Alias> aliases, Predicate<Target> usable) {
    Optional<Lead> lead(AskedName name) {
        return exact(name.plain())
                .flatMap(alias -> lead(alias, name, "exact alias"))
                .or(
                        () ->
                                name.dateless()
                                        .flatMap(this::exact)
                                        .flatMap(it -> lead(it, name, "alias without the date")))
                .or(() -> wildcard(name));
    }

    Optional<Alias> exact(String name) {
        for (Alias each : aliases) {
            if (!each.hasStars() && each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private Optional<Lead> wildcard(AskedName name) {
        for (Alias alias : aliases) {
            if (alias.hasStars() && alias.fits(name.plain())) {
                Optional<Lead> found = lead(alias, name, "alias " + alias.name());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /// Where an alias leads; empty if none of its own targets can be used.
    private Optional<Lead> lead(Alias alias, AskedName name, String reason) {
        List<Target> targets = usable(alias, alias.targets(), name);
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        var cases = new ArrayList<Lead.Case>();
        for (AliasCase each : alias.cases()) {
            List<Target> own = usable(alias, each.targets(), name);
            if (!own.isEmpty()) {
                cases.add(new Lead.Case(each.when(), own));
            }
        }
        return Optional.of(new Lead(Route.of(name, targets, reason + owner).by(alias), cases));
    }

    private List<Target> usable(Alias alias, List<Target> chain, AskedName name) {
        var all = new ArrayList<Target>(chain.size());
        for (Target each : alias.filled(chain, name.plain())) {
            if (usable.test(each)) {
                all.add(each);
            }
        }
        return all;
    }
}
