package dev.patchbay.codec.edits;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.JsonSpan;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Looks for one text in JSON that comes byte by byte, by the names of the members that lead to it
/// from the top. A member that is said twice is found twice.
///
/// Follows objects only while they lie on that path; of everything else it knows no more than how
/// deep it is and whether it stands in a string. Any bytes may come. It is one state machine, and
// so
/// one file.
final class ModelSeeker {
    /// What is to be done with the byte that was taken.
    enum Step {
        PASS,
        /// The sought text begins here.
        HOLD,
        /// It goes on.
        HELD,
        /// It ends here and is to be told by its other name.
        RENAME,
        /// It is not what it seemed: what is held, and this byte, pass after all.
        GIVE_BACK
    }

    private enum Place {
        BETWEEN,
        KEY,
        SOUGHT,
        TEXT,
        /// Behind something that is no JSON.
        LOST
    }

    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_NAME = 4096;

    private final String[] path;

    /// The key or the sought text so far, from its quote on.
    private byte[] kept = new byte[LONGEST_KEY];

    private int count;

    private Place place = Place.BETWEEN;
    private boolean escaped;
    private int depth;

    /// How many of the objects around this place lie on the path; they are the outermost ones.
    private int onPath;

    private boolean keyNext;

    /// Whether the last key is the next one of the path.
    private boolean led;

    private boolean through;
    private boolean found;

    ModelSeeker(String... path) {
        this.path = path;
    }

    /// Where the next byte stands that is worth taking. Most of an answer is text that leads
    /// nowhere, and it is stepped over here.
    int skipDull(ByteBuffer bytes, int at, int limit) {
        return switch (place) {
            case BETWEEN -> nextMark(bytes, at, limit);
            case TEXT -> escaped ? at : textEnd(bytes, at, limit);
            case KEY, SOUGHT -> at;
            case LOST -> lineEnd(bytes, at, limit);
        };
    }

    static int lineEnd(ByteBuffer bytes, int at, int limit) {
        while (at < limit && bytes.get(at) != '\n' && bytes.get(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int textEnd(ByteBuffer bytes, int at, int limit) {
        for (; at < limit; at++) {
            byte b = bytes.get(at);
            if (b == '"' || b == '\\' || b == '\n' || b == '\r') {
                return at;
            }
        }
        return limit;
    }

    private static int nextMark(ByteBuffer bytes, int at, int limit) {
        for (; at < limit; at++) {
            switch (bytes.get(at)) {
                case '"', '{', '}', '[', ']', ',', ':', '\n', '\r' -> {
                    return at;
                }
                default -> {}
            }
        }
        return limit;
    }

    Step take(byte b) {
        return switch (place) {
            case BETWEEN -> between(b);
            case KEY -> key(b);
            case SOUGHT -> sought(b);
            case TEXT -> {
                if (endsText(b)) {
                    place = Place.BETWEEN;
                }
                yield Step.PASS;
            }
            case LOST -> Step.PASS;
        };
    }

    /// A line break of the stream: no text goes on over it.
    Step endLine() {
        if (place == Place.BETWEEN) {
            return Step.PASS;
        }
        var step = isHolding() ? Step.GIVE_BACK : Step.PASS;
        place = Place.LOST;
        return step;
    }

    /// Another document begins.
    void restart() {
        place = Place.BETWEEN;
        escaped = false;
        depth = 0;
        onPath = 0;
        keyNext = false;
        led = false;
        through = false;
    }

    boolean isHolding() {
        return place == Place.SOUGHT;
    }

    /// What was held; it is not any longer.
    ByteBuffer held() {
        byte[] bytes = Arrays.copyOf(kept, count);
        count = 0;
        return ByteBuffer.wrap(bytes);
    }

    /// Whether the document is over.
    boolean isThrough() {
        return through;
    }

    /// Whether it was found, in this document or an earlier one.
    boolean hasFound() {
        return found;
    }

    private Step between(byte b) {
        switch (b) {
            case '"' -> {
                return openText(b);
            }
            case '{' -> openObject();
            case '[' -> {
                depth++;
                led = false;
            }
            case '}', ']' -> close();
            case ',' -> {
                keyNext = depth == onPath;
                led = false;
            }
            case ':' -> keyNext = false;
            default -> {}
        }
        return Step.PASS;
    }

    private Step openText(byte quote) {
        escaped = false;
        if (led && onPath == path.length) {
            place = Place.SOUGHT;
            led = false;
            count = 0;
            keep(quote);
            return Step.HOLD;
        }
        boolean isKey = keyNext && depth == onPath;
        place = isKey ? Place.KEY : Place.TEXT;
        if (isKey) {
            count = 0;
            keep(quote);
        }
        return Step.PASS;
    }

    private void openObject() {
        boolean follows = depth == 0 || led && onPath < path.length;
        if (follows) {
            onPath++;
        }
        depth++;
        keyNext = follows;
        led = false;
    }

    private void close() {
        if (depth == onPath) {
            onPath--;
        }
        depth--;
        led = false;
        keyNext = false;
        if (depth <= 0) {
            through = true;
            place = Place.LOST;
        }
    }

    private Step key(byte b) {
        keep(b);
        if (endsText(b)) {
            place = Place.BETWEEN;
            led = isNext();
        } else if (count >= LONGEST_KEY) {
            place = Place.TEXT;
        }
        return Step.PASS;
    }

    private boolean isNext() {
        String wanted = path[onPath - 1];
        // Shorter than its characters no key can be written, and longer only with escapes.
        if (count < wanted.length() + 2) {
            return false;
        }
        try {
            return JsonSpan.of(Arrays.copyOf(kept, count)).is(wanted);
        } catch (ProxyError e) {
            return false; // an escape that is none: no reader of JSON gets further than this
        }
    }

    private void keep(byte b) {
        if (count == kept.length) {
            kept = Arrays.copyOf(kept, count * 2);
        }
        kept[count] = b;
        count++;
    }

    private Step sought(byte b) {
        if (endsText(b)) {
            count = 0;
            place = Place.BETWEEN;
            found = true;
            return Step.RENAME;
        }
        if (count == LONGEST_NAME) {
            place = Place.TEXT;
            return Step.GIVE_BACK;
        }
        keep(b);
        return Step.HELD;
    }

    private boolean endsText(byte b) {
        if (escaped) {
            escaped = false;
            return false;
        }
        escaped = b == '\\';
        return b == '"';
    }
}
