package dev.patchbay.proxy.exchange;

import dev.patchbay.codec.AnswerEdit;
import dev.patchbay.codec.Codec;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.client.ClientStream;

/// The ways of one exchange's answers: one for all that are translated, because what it once began
/// to tell binds it, and one for each that is relayed.
final class Deliveries {
    private final Board board;
    private final Incoming incoming;
    private final ClientStream client;
    private final Tally tally;
    private final Steps steps;
    private final Translated translated;

    Deliveries(
            Board board,
            Incoming incoming,
            Codec.Front codec,
            ClientStream client,
            Tally tally,
            Steps steps) {
        this.board = board;
        this.incoming = incoming;
        this.client = client;
        this.tally = tally;
        this.steps = steps;
        this.translated = new Translated(board, incoming, codec, client, tally, steps);
    }

    Translated translated() {
        return translated;
    }

    Relayed relayed(AnswerEdit edit) {
        return new Relayed(board, incoming, client, tally, steps, translated, edit);
    }
}
