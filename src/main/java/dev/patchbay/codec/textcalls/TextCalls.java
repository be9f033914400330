package dev.patchbay.codec.textcalls;

import dev.patchbay.codec.calls.OfferedTools;
import dev.patchbay.codec.calls.ToolCalls.Fragment;
import dev.patchbay.codec.textcalls.CallAttempt.Outcome;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds the tool calls that a model writes into its text, in a stream that may cut them anywhere.
///
/// Text passes at once, but for an ending that could still become a mark. From a mark on all shapes
/// of the format are tried side by side, and each reads every character once; the text waits until
/// one of them is whole, which is a call, or all have failed: then it was text. So a call that is
/// broken or cut off is seen as it was written, and none is told by half.
public final class TextCalls {
    /// More than this in one call was never meant to be one.
    private static final int LONGEST = 8 << 20;

    private static final int WORTH_CUTTING = 1 << 16;

    private final CallSeeker seeker;
    private final OfferedTools offered;
    private final Consumer<Loss> losses;

    /// What came and may still be needed; up to `told` it was told.
    private final StringBuilder held = new StringBuilder();

    private int told;

    /// What the text behind `told` may be; none while it is plain text.
    private final List<CallAttempt> attempts = new ArrayList<>();

    /// How far the attempts got that have failed.
    private int failedAt;

    private boolean callBegun;

    TextCalls(CallFormat format, OfferedTools offered, Consumer<Loss> losses) {
        this.seeker = new CallSeeker(format);
        this.offered = offered;
        this.losses = losses;
    }

    /// Where the answers to this prompt may hold calls in their text: where there are tools to
    /// call.
    public static Optional<TextCalls> in(
            Prompt prompt, Quirks quirks, OfferedTools offered, Consumer<Loss> losses) {
        return CallFormats.SHIPPED
                .read(quirks)
                .filter(_ -> mayCall(prompt))
                .map(format -> new TextCalls(format, offered, losses));
    }

    private static boolean mayCall(Prompt prompt) {
        return switch (prompt.choice().mode()) {
            case FREE, AUTO, ANY -> !prompt.functions().isEmpty();
            case NONE -> false;
            case NAMED ->
                    prompt.functions().stream()
                            .map(Tool.Function::name)
                            .anyMatch(prompt.choice().name().orElse("")::equals);
        };
    }

    public void take(String more, Consumer<String> text, Consumer<List<Fragment>> calls) {
        if (held.isEmpty() && seeker.isPlain(more)) {
            seeker.passed(more, 0, more.length());
            text.accept(more);
            return;
        }
        held.append(more);
        boolean goesOn = true;
        while (goesOn) {
            goesOn = attempts.isEmpty() ? seek(text) : tryOn(text, calls);
        }
    }

    /// No more of this text comes: what is whole but for its last marks is a call, all else is
    /// text.
    public void end(Consumer<String> text, Consumer<List<Fragment>> calls) {
        for (var attempt : attempts) {
            var found = attempt.lacksOnlyMarks() ? attempt.calls() : List.<Fragment>of();
            if (!found.isEmpty()) {
                found(found, held.length(), calls);
                break;
            }
        }
        fail(held.length(), text);
        clear();
    }

    /// Whether text is held back.
    public boolean holds() {
        return !held.isEmpty();
    }

    /// Whether the text so far ends inside of a call.
    public boolean isInCall() {
        return callBegun;
    }

    /// Looks for a mark in plain text. False if that needs more text.
    private boolean seek(Consumer<String> text) {
        return switch (seeker.look(held, told)) {
            case CallSeeker.Sight.Plain _ -> {
                tell(held.length(), text);
                clear();
                yield false;
            }
            case CallSeeker.Sight.Unsure(int at) -> {
                tell(at, text);
                shorten();
                yield false;
            }
            case CallSeeker.Sight.Ends(int at, int length) -> {
                tell(at, text);
                told += length;
                yield true;
            }
            case CallSeeker.Sight.Begins(int at, int lead, List<CallShape> shapes) -> {
                tell(at, text);
                shorten();
                int from = told + lead;
                shapes.forEach(it -> attempts.add(new CallAttempt(it, held, from, offered)));
                yield true;
            }
        };
    }

    /// Reads on in what may be a call. False if that needs more text.
    private boolean tryOn(Consumer<String> text, Consumer<List<Fragment>> calls) {
        CallAttempt whole = null;
        for (var all = attempts.iterator(); all.hasNext(); ) {
            var attempt = all.next();
            var outcome = attempt.run();
            callBegun |= attempt.isBegun();
            if (outcome == Outcome.WHOLE && !attempt.calls().isEmpty()) {
                boolean first = whole == null || attempt.position() < whole.position();
                whole = first ? attempt : whole;
            } else if (outcome != Outcome.WAITING) {
                failedAt = Math.max(failedAt, attempt.position());
                all.remove();
            }
        }
        if (whole != null) {
            found(whole.calls(), whole.position(), calls);
        } else if (attempts.isEmpty()) {
            fail(failedAt, text);
        } else if (held.length() - told > LONGEST) {
            fail(held.length(), text);
        } else {
            return false;
        }
        return true;
    }

    private void found(List<Fragment> found, int end, Consumer<List<Fragment>> calls) {
        calls.accept(found);
        told = end;
        seeker.called();
        settle();
    }

    /// What was taken for a call was none, up to here.
    private void fail(int end, Consumer<String> text) {
        if (callBegun) {
            losses.accept(Loss.felt("tool call in the text, broken and shown as it came"));
        }
        seeker.passed(held, told, end);
        tell(end, text);
        settle();
    }

    private void settle() {
        attempts.clear();
        failedAt = 0;
        callBegun = false;
    }

    private void tell(int end, Consumer<String> text) {
        if (end > told) {
            text.accept(held.substring(told, end));
            told = end;
        }
    }

    private void clear() {
        held.setLength(0);
        told = 0;
    }

    /// Forgets what was told, once that is worth moving the rest. No attempt may be under way: it
    /// counts its positions from the beginning.
    private void shorten() {
        if (told > WORTH_CUTTING && told > held.length() / 2) {
            held.delete(0, told);
            told = 0;
        }
    }
}
