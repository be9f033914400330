package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Service;
import dev.patchbay.codec.Codec;
import dev.patchbay.hub.Prompt;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.bodies.BodyReader;
import dev.patchbay.proxy.routing.Route;

import java.util.Optional;
import java.util.function.BiConsumer;

/// A request's way from the door to its route: it is read, its name is looked up, and it is let in.
final class Reception {
    private final Board board;
    private final Incoming incoming;
    private final Codec.Front codec;
    private final Steps steps;
    private final StormGuard guard;
    private final Chronicle chronicle;

    Reception(
            Board board,
            Incoming incoming,
            Codec.Front codec,
            Steps steps,
            StormGuard guard,
            Chronicle chronicle) {
        this.board = board;
        this.incoming = incoming;
        this.codec = codec;
        this.steps = steps;
        this.guard = guard;
        this.chronicle = chronicle;
    }

    /// @param then told what is asked and which way it goes, unless it is refused
    void admit(BiConsumer<Reading, Route> then) {
        steps.away(
                incoming.bytes().length > BodyReader.LARGE,
                () -> Reading.of(incoming, codec),
                read -> route(read, then));
    }

    private void route(Reading read, BiConsumer<Reading, Route> then) {
        if (incoming.again().isPresent()) {
            // A person chose the target, and knows what it costs.
            Route route = incoming.again().get().route();
            chronicle.goes(route);
            go(read, route, then);
            return;
        }
        Prompt prompt = read.prompt();
        int bytes = incoming.bytes().length;
        steps.away(
                Gatekeeper.isSlow(board, prompt, bytes),
                () -> Gatekeeper.admit(board, incoming.asked(), prompt, bytes),
                admitted -> {
                    admitted.warning().ifPresent(chronicle::warned);
                    Route route = admitted.route();
                    chronicle.goes(route);
                    calm(route, () -> go(read, route, then));
                });
    }

    private void go(Reading read, Route route, BiConsumer<Reading, Route> then) {
        then.accept(route.thinking() ? read.withThinking() : read, route);
    }

    private void calm(Route route, Runnable then) {
        Optional<Service> first = board.backends().service(route.targets().getFirst().backend());
        if (first.isEmpty()) {
            then.run();
            return;
        }
        guard.check(
                first.get(),
                calm -> {
                    if (calm.isPresent()) {
                        chronicle.calmed(first.get(), calm.get());
                        throw calm.get().error();
                    }
                    then.run();
                });
    }
}
