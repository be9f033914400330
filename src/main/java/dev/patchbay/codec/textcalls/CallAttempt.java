package dev.patchbay.codec.textcalls;

import dev.patchbay.codec.calls.JsonProgress;
import dev.patchbay.codec.calls.OfferedTools;
import dev.patchbay.codec.calls.ToolCalls;
import dev.patchbay.codec.textcalls.CallPattern.Slot;
import dev.patchbay.codec.textcalls.CallShape.Exit;

import java.util.List;

/// Tries to read one shape of a call in text that is still coming.
///
/// It walks through the text once and never back: what a value holds is skipped, what JSON holds is
/// followed only as far as is needed to know where it ends. So a closing mark inside a JSON string
/// closes nothing.
final class CallAttempt {
    enum Outcome {
        WAITING,
        WHOLE,
        BROKEN
    }

    private final CallShape shape;
    private final CharSequence text;
    private final CallContent content;

    /// The place in the shape, and the position in the text up to which it is read.
    private int place;

    private int position;

    /// Where the slot began that is being read, or -1.
    private int slotStart = -1;

    private JsonProgress json = new JsonProgress();
    private PythonProgress python = new PythonProgress();
    private boolean behindJson;
    private boolean begun;
    private boolean broken;

    /// Whether the text ends in what may become a mark.
    private boolean partial;

    CallAttempt(CallShape shape, CharSequence text, int position, OfferedTools offered) {
        this.shape = shape;
        this.text = text;
        this.position = position;
        this.content = new CallContent(shape, offered);
    }

    /// Reads on as far as there is text.
    Outcome run() {
        boolean goesOn = true;
        while (goesOn && place < shape.size()) {
            goesOn =
                    switch (shape.slot(place)) {
                        case ARGUMENTS -> json(Slot.ARGUMENTS);
                        case CALL -> json(Slot.CALL);
                        case PYTHON -> python();
                        case Slot slot -> text(slot);
                        case null -> mark();
                    };
        }
        if (broken) {
            return Outcome.BROKEN;
        }
        return place == shape.size() ? Outcome.WHOLE : Outcome.WAITING;
    }

    /// How far it is read. Behind a broken attempt this is where something else may begin.
    int position() {
        return position;
    }

    /// Whether a name was read, or the beginning of JSON, so that a call was meant.
    boolean isBegun() {
        return begun;
    }

    /// Whether all is there but closing marks.
    boolean lacksOnlyMarks() {
        return place > 0 && shape.isTail(place);
    }

    List<ToolCalls.Fragment> calls() {
        return content.calls();
    }

    private boolean mark() {
        while (position < text.length()) {
            if (takeExit(shape.exits(place))) {
                return true;
            }
            if (partial) {
                return false;
            }
            char c = text.charAt(position);
            // Models that count badly close their JSON once too often.
            boolean stray = behindJson && (c == '}' || c == ']');
            if (!Character.isWhitespace(c) && !stray) {
                return fail();
            }
            position++;
        }
        return false;
    }

    private boolean text(Slot slot) {
        begin();
        while (position < text.length()) {
            int end = position;
            boolean ended = takeExit(shape.ends(place)) || slot == Slot.VALUE && takeNextPair();
            if (ended) {
                if (!content.put(slot, text.subSequence(slotStart, end).toString())) {
                    position = end;
                    return fail();
                }
                slotStart = -1;
                begun = true;
                return true;
            }
            if (partial) {
                return false;
            }
            if (!content.fits(slot, text, slotStart, position + 1)) {
                return fail();
            }
            position++;
        }
        return false;
    }

    /// Some forget the mark that closes a value: then a pair that begins on a line of its own ends
    /// it.
    private boolean takeNextPair() {
        var pair = shape.nextPair();
        return !partial
                && pair != null
                && position > slotStart
                && text.charAt(position - 1) == '\n'
                && takeExit(List.of(pair));
    }

    private boolean json(Slot slot) {
        begin();
        while (position < text.length()) {
            char c = text.charAt(position);
            if (json.isBlank() ? c != '{' && c != first(slot) : mayEnd(c)) {
                int end = position;
                if (takeExit(shape.ends(place))) {
                    // The missing end of the JSON can be mended.
                    return put(slot, end);
                }
                if (partial) {
                    return false;
                }
                if (json.isBlank() && !Character.isWhitespace(c)) {
                    return fail();
                }
            }
            json.take(c);
            if (json.isBroken()) {
                return fail();
            }
            position++;
            begun |= !json.isBlank();
            if (json.isComplete()) {
                place = shape.behind(place);
                return put(slot, position);
            }
        }
        return false;
    }

    private boolean put(Slot slot, int end) {
        broken = !content.put(slot, text.subSequence(slotStart, end).toString());
        slotStart = -1;
        json = new JsonProgress();
        python = new PythonProgress();
        behindJson = true;
        return !broken;
    }

    private boolean python() {
        begin();
        while (position < text.length()) {
            if (python.take(text.charAt(position++))) {
                place = shape.behind(place);
                return put(Slot.PYTHON, position);
            }
        }
        return false;
    }

    private void begin() {
        if (slotStart < 0) {
            slotStart = position;
            behindJson = false;
        }
    }

    private boolean fail() {
        broken = true;
        return false;
    }

    /// Goes behind the mark that stands here, if it is one of these.
    private boolean takeExit(List<Exit> exits) {
        partial = false;
        for (int i = 0; i < exits.size(); i++) {
            var exit = exits.get(i);
            int match = Marks.match(exit.mark(), text, position);
            if (match > 0) {
                position += match;
                place = exit.next();
                return true;
            }
            partial |= match == Marks.PARTIAL;
        }
        return false;
    }

    /// JSON begins as an object; a list of calls, and arguments that are a text, are met as well.
    private static char first(Slot slot) {
        return slot == Slot.CALL ? '[' : '"';
    }

    /// Whether JSON that is not whole may be cut off by a mark that begins with this.
    private boolean mayEnd(char c) {
        boolean structure =
                c >= 'a' && c <= 'z'
                        || c >= '0' && c <= '9'
                        || c == '"'
                        || c == ','
                        || c == ':'
                        || c == '{'
                        || c == '}'
                        || c == '['
                        || c == ']'
                        || Character.isWhitespace(c);
        return !structure && !json.isInString();
    }
}
