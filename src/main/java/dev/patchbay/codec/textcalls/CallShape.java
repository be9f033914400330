package dev.patchbay.codec.textcalls;

import dev.patchbay.codec.textcalls.CallPattern.Piece;
import dev.patchbay.codec.textcalls.CallPattern.Slot;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One form in which a model writes a call, made ready for reading: a row of places, each a mark or
/// a slot, and for each place the marks that may stand there.
///
/// The places of a pair follow those of the pattern that precede its `{pairs}`. Where a pair may
/// begin, the end of the pairs may stand instead; behind a pair the same two are possible again.
final class CallShape {
    /// A mark that may stand at a place, and the place behind it.
    record Exit(String mark, int next) {}

    private final List<Piece> places = new ArrayList<>();
    private final List<List<Exit>> exits = new ArrayList<>();
    private int pairs = -1;
    private int behindPairs = -1;

    /// Whether the value of a pair stands on lines of its own.
    final boolean valueInLines;

    /// Whether only the name of a tool that was offered makes this a call.
    final boolean onlyOffered;

    /// Whether a call begins at the start of a line only, or behind another call.
    final boolean atLineStart;

    CallShape(CallPattern call, CallPattern pair, boolean onlyOffered, boolean atLineStart) {
        this.onlyOffered = onlyOffered;
        this.atLineStart = atLineStart;
        this.valueInLines = inLines(pair);
        for (Piece piece : call.pieces()) {
            if (piece.equals(new Piece.Fill(Slot.PAIRS))) {
                pairs = places.size();
                addPlaces(pair);
                behindPairs = places.size();
            } else if (!(piece instanceof Piece.Blanks)) {
                places.add(piece);
            }
        }
        for (int place = 0; place <= places.size(); place++) {
            exits.add(exitsAt(place));
        }
        check(call);
    }

    int size() {
        return places.size();
    }

    /// The slot at this place, or null where a mark must stand.
    @Nullable Slot slot(int place) {
        return places.get(place) instanceof Piece.Fill(Slot slot) ? slot : null;
    }

    /// The marks that may stand at this place.
    List<Exit> exits(int place) {
        return exits.get(place);
    }

    /// The marks that end the slot at this place.
    List<Exit> ends(int place) {
        return exits.get(behind(place));
    }

    int behind(int place) {
        return place + 1 == behindPairs ? pairs : place + 1;
    }

    /// The mark that begins a pair, if there are pairs.
    @Nullable Exit nextPair() {
        return pairs < 0 ? null : exits.get(pairs).getFirst();
    }

    boolean hasPairs() {
        return pairs >= 0;
    }

    String opener() {
        return exits.getFirst().getFirst().mark();
    }

    /// Whether from this place on nothing but marks is missing, and which ones is certain.
    boolean isTail(int place) {
        if (place < behindPairs || place == pairs) {
            return false;
        }
        return places.subList(place, places.size()).stream().allMatch(Piece.Mark.class::isInstance);
    }

    private void addPlaces(CallPattern pair) {
        for (Piece piece : pair.pieces()) {
            if (!(piece instanceof Piece.Blanks)) {
                places.add(piece);
            }
        }
    }

    private List<Exit> exitsAt(int place) {
        var all = new ArrayList<Exit>();
        if (place < places.size() && places.get(place) instanceof Piece.Mark(String mark)) {
            all.add(new Exit(mark, behind(place)));
        }
        if (place == pairs) {
            all.addAll(exitsAt(behindPairs));
        }
        return List.copyOf(all);
    }

    private static boolean inLines(CallPattern pair) {
        int value = pair.pieces().indexOf(new Piece.Fill(Slot.VALUE));
        return value > 0 && pair.pieces().get(value - 1) instanceof Piece.Blanks;
    }

    /// A slot that takes plain text must be ended by a mark, and pairs by something that differs
    /// from a pair.
    private void check(CallPattern call) {
        boolean sound = exits.getFirst().size() == 1;
        for (int place = 0; place < places.size(); place++) {
            sound &= slot(place) == null || endsByItself(place) || !ends(place).isEmpty();
        }
        sound &= pairs < 0 || exits.get(pairs).size() == 2;
        if (!sound) {
            throw new IllegalArgumentException("this pattern cannot be read: " + call);
        }
    }

    private boolean endsByItself(int place) {
        return switch (slot(place)) {
            case ARGUMENTS, CALL, PYTHON -> true;
            case NAME, ID, INDEX, PAIRS, KEY, VALUE, STRING, CALLS, RESULT, TOOLS -> false;
            case null -> false;
        };
    }
}
