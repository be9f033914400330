package dev.patchbay.proxy.exchange;

import dev.patchbay.codec.AnswerEdit;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.client.ClientStream;
import dev.patchbay.wire.Headers;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// An answer whose bytes pass as they came. Until its first content they are kept, so that a
/// failure may still become another target's answer; a refusal passes whole, with its own status
/// and words, but for a secret that it repeats.
final class Relayed implements Delivery, Tap.Passage {
    /// More than this is never kept of a stream without content, or of a refusal.
    private static final int MOST_KEPT = 1 << 20;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Board board;
    private final boolean stream;
    private final ClientStream client;
    private final Tally tally;
    private final Steps steps;
    private final Translated words;
    private final AnswerEdit edit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private Headers head = Headers.NONE;
    private int status = 200;
    private Event.@Nullable Last last;
    private boolean open;
    private boolean passed;
    private boolean failureTold;
    private boolean refusalWhole;
    private boolean packed;
    private int tail;

    /// @param words says what the backend cannot say itself
    Relayed(
            Board board,
            Incoming incoming,
            ClientStream client,
            Tally tally,
            Steps steps,
            Translated words,
            AnswerEdit edit) {
        this.board = board;
        this.stream = incoming.stream();
        this.client = client;
        this.tally = tally;
        this.steps = steps;
        this.words = words;
        this.edit = edit;
    }

    // ------------------------------------------------------------------ the bytes

    @Override
    public void head(int status, Headers headers) {
        this.status = status;
        this.head = words.named(RelayHeaders.ofAnswer(headers));
        packed = headers.first("content-encoding").isPresent();
    }

    @Override
    public void pass(ByteBuffer bytes) {
        if (packed) {
            give(bytes);
        } else {
            edit.feed(bytes, this::give);
        }
    }

    private void give(ByteBuffer bytes) {
        remember(bytes);
        if (open) {
            passed = true;
            client.write(bytes);
        } else {
            keep(bytes);
        }
    }

    private void keep(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        kept.writeBytes(copy);
        if (stream && status < 400 && kept.size() > MOST_KEPT) {
            release();
        }
    }

    /// The last four bytes, to know whether a frame is complete.
    private void remember(ByteBuffer bytes) {
        for (int i = Math.max(bytes.position(), bytes.limit() - 4); i < bytes.limit(); i++) {
            tail = tail << 8 | bytes.get(i) & 0xff;
        }
    }

    /// From here on the client sees what comes.
    private void release() {
        if (!open) {
            open = true;
            client.head(status, head);
            passed = true;
            client.write(ByteBuffer.wrap(kept.toByteArray()));
            kept.reset();
        }
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public void whole() {
        refusalWhole = status >= 400;
    }

    @Override
    public void failureTold() {
        failureTold = true;
    }

    // ------------------------------------------------------------------ the events

    @Override
    public void prepare(Prompt prompt, Target target, Runnable ready) {}

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void hold(Event event) {
        tally.see(event);
        if (event instanceof Event.Last ending) {
            last = ending;
        }
    }

    @Override
    public void forget() {
        tally.restart();
    }

    @Override
    public Event.@Nullable Last tellHeld() {
        if (stream) {
            release();
        }
        return last;
    }

    @Override
    public boolean isCounted() {
        return tally.usage().prompt().isPresent() && tally.usage().output().isPresent();
    }

    /// For the books alone: the client sees the backend's own numbers or none.
    @Override
    public void count(Prompt prompt, Target target, Runnable counted) {
        var told = tally.usage();
        String output = tally.output();
        steps.away(
                () -> Estimates.complete(told, board, prompt, target, output),
                usage -> {
                    tally.meter(usage);
                    counted.run();
                });
    }

    @Override
    public void end(Event.Ended end) {
        edit.end(this::give);
        if (stream) {
            client.end(NOTHING.duplicate());
        } else {
            client.whole(status, head, kept.toByteArray());
        }
    }

    @Override
    public boolean flush() {
        boolean some = passed;
        passed = false;
        return some;
    }

    // Nothing of our own goes between a backend's bytes.
    @Override
    public void ping() {}

    @Override
    public boolean begun() {
        return open;
    }

    // ------------------------------------------------------------------ failures

    @Override
    public int status(ProxyError error) {
        return open || isRefusal() ? status : words.status(error);
    }

    /// Whether the backend refused in words of its own that are here to the last byte.
    private boolean isRefusal() {
        // What is packed could repeat our key unseen; then our own words tell it.
        return status >= 400 && !packed && refusalWhole && kept.size() < MOST_KEPT;
    }

    @Override
    public void fail(ProxyError error) {
        if (!open) {
            if (isRefusal()) {
                edit.end(this::give);
                client.whole(status, head, board.secrets().mask(kept.toByteArray()));
            } else {
                words.fail(error);
            }
        } else if (failureTold) {
            edit.end(this::give);
            client.end(NOTHING.duplicate());
        } else if (isBetweenFrames()) {
            client.end(words.frame(error));
        } else {
            edit.end(this::give);
            client.cut(NOTHING.duplicate());
        }
    }

    private boolean isBetweenFrames() {
        boolean blank =
                (tail & 0xffff) == 0x0a0a
                        || (tail & 0xffffff) == 0x0a0d0a
                        || (tail & 0xffff) == 0x0d0d;
        return blank && !edit.holdsBack() && !packed;
    }
}
