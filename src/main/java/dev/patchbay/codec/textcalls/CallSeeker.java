package dev.patchbay.codec.textcalls;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Looks in plain text for where a call may begin. Some forms want a line of their own or a call in
/// front of them, so this must be told of all text that passes.
final class CallSeeker {
    /// What was found, and where.
    sealed interface Sight {
        /// No mark, and no beginning of one.
        record Plain() implements Sight {}

        /// What may become a mark.
        record Unsure(int at) implements Sight {}

        /// A mark behind the last of several calls, which says nothing.
        record Ends(int at, int length) implements Sight {}

        /// A call in one of these shapes may be here, behind a mark of so many characters that
        /// leads several calls.
        record Begins(int at, int lead, List<CallShape> shapes) implements Sight {}
    }

    private static final Sight PLAIN = new Sight.Plain();

    private final CallFormat format;
    private final Marks begins;
    private final Marks beginsBehindCall;
    private final Marks ends;
    private final String firstLetters;

    private boolean behindCall;
    private boolean atLineStart = true;

    CallSeeker(CallFormat format) {
        this.format = format;
        this.begins = new Marks(format.begins());
        var behindCall = new ArrayList<>(format.begins());
        behindCall.addAll(format.between());
        this.beginsBehindCall = new Marks(behindCall);
        this.ends = new Marks(format.ends());
        this.firstLetters = firstLetters(format);
    }

    private static String firstLetters(CallFormat format) {
        var letters = new TreeSet<Character>();
        format.shapes().forEach(shape -> letters.add(shape.opener().charAt(0)));
        for (var marks : List.of(format.begins(), format.between(), format.ends())) {
            marks.forEach(mark -> letters.add(mark.charAt(0)));
        }
        var text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }

    /// Whether no mark can begin in this text. Costs less than to look for one.
    boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (mayBegin(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// What comes first in this text from there on. What stands before it has passed then.
    Sight look(CharSequence text, int from) {
        int passed = from;
        for (int i = from; i < text.length(); i++) {
            if (mayBegin(text.charAt(i))) {
                passed(text, passed, i);
                passed = i;
                Sight sight = at(text, i);
                if (!(sight instanceof Sight.Plain)) {
                    return sight;
                }
            }
        }
        passed(text, passed, text.length());
        return PLAIN;
    }

    /// This was no call: what it means for what may follow it.
    void passed(CharSequence text, int from, int to) {
        boolean newLine = false;
        for (int i = to - 1; i >= from; i--) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                atLineStart = newLine;
                behindCall = false;
                return;
            }
            newLine |= c == '\n';
        }
        atLineStart |= newLine;
    }

    /// A call was found here.
    void called() {
        behindCall = true;
    }

    private boolean mayBegin(char c) {
        return firstLetters.indexOf(c) >= 0;
    }

    private Sight at(CharSequence text, int place) {
        int end = behindCall ? ends.match(text, place) : Marks.NONE;
        if (end > 0) {
            return new Sight.Ends(place, end);
        }
        int lead = (behindCall ? beginsBehindCall : begins).match(text, place);
        if (lead > 0) {
            return new Sight.Begins(place, lead, format.shapes());
        }
        int opener = opener(text, place);
        if (opener > 0) {
            var shapes = format.shapes().stream().filter(this::mayStand).toList();
            return new Sight.Begins(place, 0, shapes);
        }
        boolean unsure = end != Marks.NONE || lead != Marks.NONE || opener != Marks.NONE;
        return unsure ? new Sight.Unsure(place) : PLAIN;
    }

    private int opener(CharSequence text, int place) {
        int best = Marks.NONE;
        for (var shape : format.shapes()) {
            if (mayStand(shape)) {
                best = Marks.better(best, Marks.match(shape.opener(), text, place));
            }
        }
        return best;
    }

    private boolean mayStand(CallShape shape) {
        return !shape.atLineStart || atLineStart || behindCall;
    }
}
