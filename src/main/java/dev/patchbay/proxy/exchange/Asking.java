package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Service;
import dev.patchbay.codec.body.AnswerFeed;
import dev.patchbay.hub.Target;

import java.util.Optional;

/// A request made ready for one target: what to send, and who reads what comes back.
///
/// @param ours what of the request is ours, so that a complaint about it is ours to heed
/// @param feed reads the backend's answer
/// @param relayed the way of a relayed answer's bytes, absent where it is translated
record Asking(
        Service service,
        Target target,
        Outgoing outgoing,
        Ours ours,
        AnswerFeed feed,
        Optional<Relayed> relayed) {
    enum Ours {
        EVERYTHING,
        /// The client's own request, and the wish for usage that we put into it.
        A_WISH,
        NOTHING
    }

    Asking relayed(Relayed way) {
        return new Asking(service, target, outgoing, ours, feed, Optional.of(way));
    }

    Lane lane() {
        return relayed.isPresent() ? Lane.RELAY : Lane.TRANSLATE;
    }
}
