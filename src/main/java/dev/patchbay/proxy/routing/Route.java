package dev.patchbay.proxy.routing;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a request goes: a chain of targets, the first to be asked first, and why.
///
/// @param alias the alias that led here, where one did
/// @param thinking the name asked for thinking to be switched on
public record Route(
        String asked,
        Optional<Alias> alias,
        List<Target> targets,
        String reason,
        boolean thinking) {
    public Route {
        targets = List.copyOf(targets);
    }

    static Route of(AskedName name, List<Target> targets, String reason) {
        return new Route(name.asked(), Optional.empty(), targets, reason, name.thinking());
    }

    Route by(Alias other) {
        return new Route(asked, Optional.of(other), targets, reason, thinking);
    }

    Route because(String other) {
        return new Route(asked, alias, targets, other, thinking);
    }

    Route by(List<Target> other) {
        return new Route(asked, alias, other, reason, thinking);
    }

    /// The same chain without these backends' targets.
    public Route without(Set<String> backends) {
        return by(targets.stream().filter(each -> !backends.contains(each.backend())).toList());
    }

    /// The same chain with another target in the place of the nth.
    Route with(int nth, Target other) {
        var chain = new ArrayList<>(targets);
        chain.set(nth, other);
        return by(chain);
    }
}
