package dev.patchbay.codec.textcalls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// How something is written in a model's text: marks, blanks and slots, in the order in which they
/// stand, as in `<tool_call>\n{call}\n</tool_call>`.
///
/// One pattern serves both directions. Written, every piece counts; read, blanks between the
/// others may be more, fewer or none.
record CallPattern(List<Piece> pieces) {
    enum Slot {
        /// A tool's name.
        NAME,
        /// An id that holds the tool's name, as Kimi makes them.
        ID,
        /// The place of a call among all calls of the conversation.
        INDEX,
        /// A JSON object of arguments.
        ARGUMENTS,
        /// One JSON object, or a list of them, each with the name and the arguments of a call.
        CALL,
        /// What stands behind `[name(` in a list of Python calls, its closing bracket included.
        PYTHON,
        /// One pair of the second pattern for each argument.
        PAIRS,
        KEY,
        VALUE,
        /// Says whether the value is a text (`true`) or JSON (`false`).
        STRING,
        CALLS,
        RESULT,
        TOOLS
    }

    sealed interface Piece {
        record Mark(String text) implements Piece {}

        record Blanks(String text) implements Piece {}

        record Fill(Slot slot) implements Piece {}
    }

    CallPattern {
        pieces = List.copyOf(pieces);
    }

    static CallPattern of(String text) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        for (int i = 0; i < text.length(); ) {
            var slot = slotAt(text, i);
            if (slot == null) {
                i++;
                continue;
            }
            addLiteral(text.substring(from, i), pieces);
            pieces.add(new Piece.Fill(slot));
            i += slot.name().length() + 2;
            from = i;
        }
        addLiteral(text.substring(from), pieces);
        return new CallPattern(pieces);
    }

    /// This pattern with something in its slots.
    String filled(Function<Slot, String> values) {
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    switch (piece) {
                        case Piece.Mark(String mark) -> mark;
                        case Piece.Blanks(String blanks) -> blanks;
                        case Piece.Fill(Slot slot) -> values.apply(slot);
                    });
        }
        return text.toString();
    }

    boolean has(Slot slot) {
        return pieces.contains(new Piece.Fill(slot));
    }

    private static @org.jspecify.annotations.Nullable Slot slotAt(String text, int i) {
        if (text.charAt(i) != '{') {
            return null;
        }
        for (Slot slot : Slot.values()) {
            if (text.startsWith(slot.name().toLowerCase(Locale.ROOT) + "}", i + 1)) {
                return slot;
            }
        }
        return null;
    }

    private static void addLiteral(String text, List<Piece> pieces) {
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean blank = Character.isWhitespace(text.charAt(from));
            if (i == text.length() || Character.isWhitespace(text.charAt(i)) != blank) {
                var run = text.substring(from, i);
                pieces.add(blank ? new Piece.Blanks(run) : new Piece.Mark(run));
                from = i;
            }
        }
    }
}
