package dev.patchbay.proxy;

import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Service;
import dev.patchbay.codec.AnswerFeed;
import dev.patchbay.hub.Target;

import java.util.Optional;

/// A request made ready for one target: what to send, and who reads what comes back.
///
/// @param ours the request is written by us, so that a complaint about it is ours to heed
/// @param feed reads the backend's answer
/// @param relayed the way of a relayed answer's bytes, absent where it is translated
record Asking(
        Service service,
        Target target,
        Outgoing outgoing,
        boolean ours,
        AnswerFeed feed,
        Optional<Relayed> relayed) {
    Asking relayed(Relayed way) {
        return new Asking(service, target, outgoing, ours, feed, Optional.of(way));
    }

    Lane lane() {
        return relayed.isPresent() ? Lane.RELAY : Lane.TRANSLATE;
    }
}
