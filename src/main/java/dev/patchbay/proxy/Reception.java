package dev.patchbay.proxy;

import dev.patchbay.backend.Service;
import dev.patchbay.codec.Codec;
import dev.patchbay.hub.Prompt;

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
    void admit(BiConsumer<Prompt, Route> then) {
        steps.losing(
                incoming.bytes().length > Exchange.LARGE,
                losses -> codec.read(incoming.json(), losses),
                read -> route(read, then));
    }

    private void route(Prompt read, BiConsumer<Prompt, Route> then) {
        int bytes = incoming.bytes().length;
        steps.away(
                Gatekeeper.isSlow(board, read, bytes),
                () -> Gatekeeper.admit(board, incoming.asked(), read, bytes),
                admitted -> {
                    admitted.warning().ifPresent(chronicle::warned);
                    Route route = admitted.route();
                    Prompt prompt = route.thinking() ? Reasoned.on(read) : read;
                    calm(route, () -> then.accept(prompt, route));
                });
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
