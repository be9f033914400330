package dev.patchbay.proxy.replay;

import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.body.AnswerReader;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Folding;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;
import dev.patchbay.proxy.board.Codecs;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.wire.Headers;

import java.nio.ByteBuffer;

/// Reads what a client is told, as the client would, to know what is said in it. Fed on one thread,
/// and asked on any.
final class SaidReader {
    // What we tell clients has no oddities, and nothing of it is wanted back in another turn.
    private static final Quirks QUIRKS = BackendSettings.of("", BackendKind.DEMO, "").allQuirks();
    private static final Codecs CODECS = Codecs.of(Keepsakes.NONE);

    private final AnswerReader reader;
    private final Folding folding = new Folding();

    SaidReader(Dialect front) {
        var codec = CODECS.back(front);
        var us = new Recipient("Patchbay", Target.of("", ""), QUIRKS, Traits.UNKNOWN);
        var decoder = codec.decoder(Prompt.unread("", true), us, _ -> {});
        reader = new AnswerReader(codec, decoder, us.backend(), _ -> {});
    }

    /// What a client was told once.
    ///
    /// @param status what the client got with it
    static Replay.Said read(Dialect front, int status, byte[] told) {
        var reader = new SaidReader(front);
        reader.head(status, Headers.NONE);
        reader.take(ByteBuffer.wrap(told));
        reader.end();
        return reader.said();
    }

    synchronized void head(int status, Headers headers) {
        reader.head(status, headers);
    }

    synchronized void take(ByteBuffer told) {
        reader.bytes(told, folding::take);
    }

    synchronized void end() {
        reader.end(folding::take);
    }

    /// What was said so far. An error is no answer, and says nothing.
    synchronized Replay.Said said() {
        return new Replay.Said(folding.parts(), folding.stop());
    }
}
