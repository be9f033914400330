package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Circuits.Pass;
import dev.patchbay.backend.Service;
import dev.patchbay.backend.Standing;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.routing.Route;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;

/// One request's way along the targets of its route: whom it asks, and what that says of them. A
/// target whose circuit is open comes behind the others; when nothing else is left it is asked all
/// the same.
final class Chain {
    private final Board board;
    private final Incoming incoming;
    private final Chronicle chronicle;
    private final Route route;
    private final Deque<Target> ahead;
    private final Deque<Target> behind = new ArrayDeque<>();
    private Target target;
    private String reason;
    private Recovery recovery;
    private @Nullable Pass pass;

    /// Begins in front of the first target.
    Chain(Board board, Incoming incoming, Chronicle chronicle, Route route) {
        this.board = board;
        this.incoming = incoming;
        this.chronicle = chronicle;
        this.route = route;
        this.ahead = new ArrayDeque<>(route.targets());
        this.target = route.targets().getFirst();
        this.reason = route.reason();
        this.recovery = new Recovery(board.catalogues());
    }

    Route route() {
        return route;
    }

    Target target() {
        return target;
    }

    /// Why this target is asked.
    String reason() {
        return reason;
    }

    // ------------------------------------------------------------------ on to a target

    /// Goes on to the next target; false if there is none.
    boolean next() {
        var shut = new ArrayList<Target>();
        while (!ahead.isEmpty()) {
            Target each = ahead.remove();
            if (enter(each) != Pass.SHUT) {
                shut.forEach(this::setBack);
                behind.addAll(shut);
                take(each, route.reason());
                return true;
            }
            shut.add(each);
        }
        behind.addAll(shut);
        if (behind.isEmpty()) {
            return false;
        }
        Target last = behind.remove();
        enter(last);
        take(last, route.reason());
        return true;
    }

    /// Goes on to the next target after a failure that it may not have; false if there is none.
    boolean onward(ProxyError error) {
        if (ahead.isEmpty() && behind.isEmpty()) {
            return false;
        }
        failed(error);
        Target from = target;
        next();
        chronicle.fellBack(from, target, error.message());
        return true;
    }

    /// Asks this one in the place of the target that was just asked.
    void instead(Target other, String why) {
        leave();
        enter(other);
        target = other;
        reason = route.reason() + ", " + why;
    }

    private void take(Target next, String why) {
        target = next;
        reason = why;
        recovery = new Recovery(board.catalogues());
    }

    private Pass enter(Target next) {
        Pass entered =
                standing(next).map(standing -> standing.enter(next.model())).orElse(Pass.FREE);
        pass = entered;
        return entered;
    }

    private void setBack(Target shut) {
        chronicle.setBack(shut, "it failed over and over a short while ago");
    }

    // ------------------------------------------------------------------ what came of it

    /// What to do about a failure whose answer may still be replaced.
    ///
    /// @param asked absent where the request could not even be prepared
    Recovery.Way after(ProxyError error, @Nullable Asking asked) {
        return recovery.after(error, asked, target);
    }

    void answered() {
        Pass passed = pass;
        pass = null;
        if (passed != null
                && standing(target).filter(it -> it.answered(target.model())).isPresent()) {
            chronicle.circuitClosed(target);
        }
    }

    /// The target failed for good.
    void failed(ProxyError error) {
        switch (Blame.of(error, service(target).filter(incoming::isKnownTo).isPresent())) {
            case BACKEND -> service(target).ifPresent(service -> failed(service, error));
            case CLIENT -> answered();
            case NOBODY -> leave();
        }
    }

    private void failed(Service service, ProxyError error) {
        Pass passed = pass;
        pass = null;
        if (passed != null && service.standing().failed(target.model(), passed, error.message())) {
            chronicle.circuitOpened(target, service.settings().resilience(), error.message());
        }
    }

    /// Nobody will know how the target would have done.
    void leave() {
        Pass passed = pass;
        pass = null;
        if (passed != null) {
            standing(target).ifPresent(standing -> standing.left(target.model(), passed));
        }
    }

    private Optional<Standing> standing(Target of) {
        return service(of).map(Service::standing);
    }

    private Optional<Service> service(Target of) {
        return board.backends().service(of.backend());
    }
}
