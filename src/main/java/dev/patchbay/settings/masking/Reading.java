package dev.patchbay.settings.masking;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One way to read a text: letters, and which bytes of the text each of them stands for.
final class Reading {
    private static final int HEX = 16;

    private static final int[] SAME = {};

    private final boolean toTheEnd;
    private final int first;
    private byte[] letters;
    private int[] from;
    private int[] to;
    private int length;
    private boolean hasPercent;
    private boolean hasBackslash;

    private Reading(boolean toTheEnd, int first, byte[] letters, int[] from, int[] to) {
        this.toTheEnd = toTheEnd;
        this.first = first;
        this.letters = letters;
        this.from = from;
        this.to = to;
    }

    /// An empty one, to be filled.
    ///
    /// @param toTheEnd whether its end will be that of the text
    Reading(boolean toTheEnd, int room) {
        this(toTheEnd, 0, new byte[room], new int[room], new int[room]);
    }

    /// The bytes of a part, as they are.
    static Reading of(byte[] text, int from, int end) {
        byte[] part = from == 0 && end == text.length ? text : Arrays.copyOfRange(text, from, end);
        var reading = new Reading(end == text.length, from, part, SAME, SAME);
        reading.length = part.length;
        for (byte letter : part) {
            reading.see(letter);
        }
        return reading;
    }

    private void see(byte letter) {
        hasPercent |= letter == '%';
        hasBackslash |= letter == '\\';
    }

    void add(byte letter, int first, int end) {
        if (length == letters.length) {
            grow();
        }
        see(letter);
        letters[length] = letter;
        from[length] = first;
        to[length++] = end;
    }

    private void grow() {
        int room = 2 * length + 64;
        letters = Arrays.copyOf(letters, room);
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
    }

    int length() {
        return length;
    }

    byte at(int i) {
        return letters[i];
    }

    int from(int i) {
        return from.length == 0 ? first + i : from[i];
    }

    int to(int i) {
        return to.length == 0 ? first + i + 1 : to[i];
    }

    /// The same with one layer of escapes undone, once for each of the ways in which it may be
    /// escaped. Never two of them at once: what is an escape to one is a letter to the other.
    List<Reading> unescaped() {
        List<Reading> readings = new ArrayList<>(2);
        if (hasBackslash) {
            readings.add(unescaped(this::ofJson));
        }
        if (hasPercent) {
            readings.add(unescaped(this::ofAddress));
        }
        return readings;
    }

    /// Undoes one escape; answers where it goes on, which is the same place if there is none.
    private interface Escape {
        int undo(int at, Reading into);
    }

    private Reading unescaped(Escape escape) {
        var plain = new Reading(toTheEnd, length);
        int i = 0;
        while (i < length) {
            int next = escape.undo(i, plain);
            if (next == i) {
                plain.add(letters[i], from(i), to(i));
                next++;
            }
            i = next;
        }
        return plain;
    }

    private int ofAddress(int at, Reading into) {
        int code = letters[at] == '%' ? hex(at + 1, 2) : -1;
        return code < 0 ? at : put((byte) code, at, 3, into);
    }

    private int ofJson(int at, Reading into) {
        if (letters[at] != '\\' || at + 1 == length) {
            return at;
        }
        return switch (letters[at + 1]) {
            case '"', '\\', '/' -> put(letters[at + 1], at, 2, into);
            case 'n' -> put((byte) '\n', at, 2, into);
            case 't' -> put((byte) '\t', at, 2, into);
            case 'u' -> unit(at, into);
            default -> at;
        };
    }

    /// How many letters of this word stand here: all of them, or as many as there are if the text
    /// was cut off within it; else none.
    int startsWith(byte[] word, int at) {
        int end = Math.min(word.length, length - at);
        if (end < word.length && !toTheEnd) {
            return 0;
        }
        for (int i = 0; i < end; i++) {
            if (letters[at + i] != word[i]) {
                return 0;
            }
        }
        return end;
    }

    private int unit(int at, Reading into) {
        int code = hex(at + 2, 4);
        if (code < 0) {
            return at;
        }
        int width = 6;
        if (Character.isHighSurrogate((char) code)
                && startsWith(new byte[] {'\\', 'u'}, at + 6) == 2) {
            int low = hex(at + 8, 4);
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                code = Character.toCodePoint((char) code, (char) low);
                width = 12;
            }
        }
        for (byte part : Character.toString(code).getBytes(StandardCharsets.UTF_8)) {
            put(part, at, width, into);
        }
        return at + width;
    }

    private int put(byte letter, int at, int width, Reading into) {
        into.add(letter, from(at), to(at + width - 1));
        return at + width;
    }

    /// The number that these letters are; -1 if they are none.
    private int hex(int at, int digits) {
        if (at + digits > length) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = Character.digit(letters[i], HEX);
            if (digit < 0) {
                return -1;
            }
            number = number * HEX + digit;
        }
        return number;
    }
}
