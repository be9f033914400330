package dev.patchbay.connect;

import dev.patchbay.connect.JsonText.Member;
import dev.patchbay.connect.JsonText.Value;

/// How a document is laid out, so that what is added looks as if its owner had typed it.
final class Layout {
    private static final String STEP = "  ";

    private final String text;
    private final String newline;
    private final String step;
    private final boolean compact;

    Layout(JsonText document) throws Refused {
        text = document.text();
        newline = text.contains("\r\n") ? "\r\n" : "\n";
        Value root = document.root();
        boolean empty = root.members().isEmpty();
        String first = empty ? "" : indent(root.members().getFirst().from());
        step = first.isEmpty() ? STEP : first;
        compact = !empty && text.charAt(root.members().getFirst().value().from() - 1) == ':';
    }

    /// What separates a name from its value.
    String colon() {
        return compact ? ":" : ": ";
    }

    /// The blanks in front of a member that is to follow the others.
    String lead(Member last, Gap gap) {
        if (startsLine(last.from())) {
            return newline + indent(last.from());
        }
        if (gap.openEnded()) {
            return newline;
        }
        return compact ? "" : " ";
    }

    /// The blanks in front of the first member of an object.
    String lead(Value object, int outer, Gap gap) {
        return isTall(object, outer, gap) ? newline + indent(outer) + step : "";
    }

    /// The blanks behind the first member of an object: its closing brace gets a line of its own.
    String tail(Value object, int outer, Gap gap) {
        boolean needed = isTall(object, outer, gap) && !hasLineEnd(gap.end(), object.to());
        return needed ? newline + indent(outer) : "";
    }

    /// Whether an object without members is to have one member a line.
    ///
    /// @param outer where the line begins that the object belongs to: its name, or itself
    private boolean isTall(Value object, int outer, Gap gap) {
        return gap.openEnded() || hasLineEnd(gap.end(), object.to()) || startsLine(outer);
    }

    private boolean hasLineEnd(int from, int to) {
        return text.substring(from, to).chars().anyMatch(c -> Gap.isLineEnd((char) c));
    }

    private boolean startsLine(int at) {
        return isFirst(blanksBefore(at));
    }

    /// The blanks between the beginning of a line and what is first in it; none for anything else.
    private String indent(int at) {
        int from = blanksBefore(at);
        return isFirst(from) ? text.substring(from, at) : "";
    }

    private boolean isFirst(int from) {
        return from == 0 || Gap.isLineEnd(text.charAt(from - 1));
    }

    private int blanksBefore(int at) {
        int from = at;
        while (from > 0 && (text.charAt(from - 1) == ' ' || text.charAt(from - 1) == '\t')) {
            from--;
        }
        return from;
    }
}
