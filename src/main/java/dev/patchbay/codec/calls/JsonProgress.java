package dev.patchbay.codec.calls;

import java.util.BitSet;

/// Follows JSON text as it grows, character by character, and knows at each whether the text can
/// still become JSON, whether it is whole, and what would close it.
///
/// It is exact about structure and lenient about what numbers, words and escapes look like inside:
/// whoever needs certainty parses the whole text once at its end.
public final class JsonProgress {
    private enum Place {
        VALUE,
        VALUE_OR_END,
        KEY,
        KEY_OR_END,
        COLON,
        COMMA_OR_END,
        IN_KEY,
        IN_STRING,
        IN_WORD,
        COMPLETE,
        BROKEN
    }

    private Place place = Place.VALUE;
    private boolean escaped;
    private final BitSet objects;
    private int depth;
    private char first;
    private boolean hasMember;
    private boolean hasMore;
    private int blanks;

    public JsonProgress() {
        this.objects = new BitSet();
    }

    private JsonProgress(JsonProgress other) {
        place = other.place;
        escaped = other.escaped;
        objects = (BitSet) other.objects.clone();
        depth = other.depth;
        first = other.first;
        hasMember = other.hasMember;
        hasMore = other.hasMore;
        blanks = other.blanks;
    }

    static JsonProgress of(String text) {
        var progress = new JsonProgress();
        progress.take(text);
        return progress;
    }

    /// Where this would be after `more`.
    JsonProgress after(String more) {
        var ahead = new JsonProgress(this);
        ahead.take(more);
        return ahead;
    }

    /// Answers the place right behind the value if it ended within `more`, or -1.
    int take(String more) {
        int end = -1;
        for (int i = 0; i < more.length(); i++) {
            boolean wasComplete = isComplete();
            take(more.charAt(i));
            if (!wasComplete && isComplete()) {
                end = i + 1;
            }
        }
        return end;
    }

    /// Whether nothing but blanks came.
    public boolean isBlank() {
        return first == 0;
    }

    public boolean isComplete() {
        return place == Place.COMPLETE;
    }

    public boolean isInString() {
        return place == Place.IN_STRING || place == Place.IN_KEY;
    }

    /// Whether the text cannot be JSON, or is JSON with more behind it.
    boolean isWrong() {
        return isBroken() || hasMore;
    }

    public boolean isBroken() {
        return place == Place.BROKEN;
    }

    boolean isObject() {
        return first == '{';
    }

    boolean isEmptyObject() {
        return isObject() && isComplete() && !hasMember;
    }

    /// Whether the text is an object that has begun its first member.
    boolean hasMember() {
        return hasMember;
    }

    /// Blanks in a row, up to now, outside of strings.
    int blanks() {
        return blanks;
    }

    /// What would close everything that is open.
    String closers() {
        var closers = new StringBuilder();
        if (isInString()) {
            closers.append('"');
        }
        for (int i = depth; i > 0; i--) {
            closers.append(objects.get(i) ? '}' : ']');
        }
        return closers.toString();
    }

    public void take(char c) {
        if (isInString()) {
            inString(c);
            return;
        }
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            blanks++;
            if (place == Place.IN_WORD) {
                endValue();
            }
            return;
        }
        blanks = 0;
        if (first == 0) {
            first = c;
        }
        if (place == Place.IN_WORD) {
            if (isWord(c)) {
                return;
            }
            endValue();
        }
        outside(c);
    }

    private void inString(char c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            if (place == Place.IN_KEY) {
                place = Place.COLON;
            } else {
                endValue();
            }
        }
    }

    private void outside(char c) {
        switch (place) {
            case VALUE -> begin(c);
            case VALUE_OR_END -> {
                if (c == ']') {
                    leave();
                } else {
                    begin(c);
                }
            }
            case KEY_OR_END -> {
                if (c == '}') {
                    leave();
                } else {
                    beginKey(c);
                }
            }
            case KEY -> beginKey(c);
            case COLON -> place = c == ':' ? Place.VALUE : Place.BROKEN;
            case COMMA_OR_END -> {
                if (c == ',') {
                    place = objects.get(depth) ? Place.KEY : Place.VALUE;
                } else if (c == (objects.get(depth) ? '}' : ']')) {
                    leave();
                } else {
                    place = Place.BROKEN;
                }
            }
            case COMPLETE -> hasMore = true;
            case IN_KEY, IN_STRING, IN_WORD, BROKEN -> {}
        }
    }

    private void begin(char c) {
        switch (c) {
            case '{' -> enter(true, Place.KEY_OR_END);
            case '[' -> enter(false, Place.VALUE_OR_END);
            case '"' -> place = Place.IN_STRING;
            default -> place = isWord(c) ? Place.IN_WORD : Place.BROKEN;
        }
    }

    private void beginKey(char c) {
        place = c == '"' ? Place.IN_KEY : Place.BROKEN;
        hasMember = true;
    }

    private void enter(boolean object, Place next) {
        depth++;
        objects.set(depth, object);
        place = next;
    }

    private void leave() {
        depth--;
        endValue();
    }

    private void endValue() {
        place = depth == 0 ? Place.COMPLETE : Place.COMMA_OR_END;
    }

    private static boolean isWord(char c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c == '-'
                || c == '+'
                || c == '.'
                || c == 'E';
    }
}
