package dev.patchbay.proxy.replay;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.routing.Lead;
import dev.patchbay.proxy.routing.Route;
import dev.patchbay.proxy.routing.Router;
import dev.patchbay.settings.Alias;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a request goes that is sent again: to one target, without the cases and the other targets
/// of an alias.
///
/// @param asked the name in the request
/// @param before the target that was asked then, where one was
record ReplayRoute(Router router, String asked, Optional<Target> before) {
    /// @param to an alias or `backend/model`
    Route to(String to) {
        Route found = router.named(to).orElseThrow(() -> unknown(to)).plain();
        return only(found.targets().getFirst(), found.alias(), found.reason(), found.thinking());
    }

    /// To the same target. Where the name still leads there, what its alias says of the target and
    /// rewrites is done again, too.
    Route same() {
        Target target = before.orElseThrow(ReplayRoute::nowhere);
        if (!router.isUsable(target)) {
            throw gone(target);
        }
        return router.find(asked)
                .flatMap(lead -> within(lead, target))
                .orElseGet(() -> again(target, Optional.empty()));
    }

    private Optional<Route> within(Lead lead, Target target) {
        return Stream.concat(
                        lead.plain().targets().stream(),
                        lead.cases().stream().flatMap(each -> each.targets().stream()))
                .filter(each -> each.toString().equals(target.toString()))
                .findFirst()
                .map(each -> again(each, lead.plain().alias()));
    }

    private Route again(Target target, Optional<Alias> alias) {
        return only(target, alias, "the same target", false);
    }

    private Route only(Target target, Optional<Alias> alias, String reason, boolean thinking) {
        boolean wanted = thinking || router.wantsThinking(asked);
        return new Route(asked, alias, List.of(target), "replay, " + reason, wanted);
    }

    private static ProxyError nowhere() {
        return ProxyError.of(
                ProxyError.Kind.NO_ROUTE,
                "This request never went to a backend; say to which target it is to go now.");
    }

    private static ProxyError gone(Target target) {
        return ProxyError.of(
                ProxyError.Kind.NO_ROUTE,
                "It went to %s, and no backend '%s' is there any more and switched on; say to which target it is to go now."
                        .formatted(target, target.backend()));
    }

    private ProxyError unknown(String to) {
        return ProxyError.of(
                ProxyError.Kind.NO_ROUTE,
                "'%s' is no alias, and no backend/model of a backend that is switched on.%s"
                        .formatted(to, router.hint(to)));
    }
}
