package dev.patchbay.settings.masking;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Joins what a stream of server-sent events tells piece by piece: for each name, the texts that
/// stand behind it in one frame after the other. A secret that a model repeats comes in such
/// pieces.
///
/// Not a JSON parser: it looks for strings alone, so that it reads a frame that was cut as well.
final class FramePieces {
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    private final byte[] text;
    private final Map<String, Reading> byName = new HashMap<>();

    private FramePieces(byte[] text) {
        this.text = text;
    }

    /// None if it is no stream.
    static Collection<Reading> of(byte[] text) {
        if (!beginsData(text, 0) && !beginsEvent(text)) {
            return List.of();
        }
        var pieces = new FramePieces(text);
        int line = 0;
        while (line < text.length) {
            int end = line;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            if (beginsData(text, line)) {
                pieces.readFrame(line + DATA.length, end);
            }
            line = end + 1;
        }
        return pieces.byName.values();
    }

    private static boolean beginsData(byte[] text, int at) {
        return at + DATA.length <= text.length
                && Arrays.equals(text, at, at + DATA.length, DATA, 0, DATA.length);
    }

    /// The other fields of a frame, and a comment.
    private static boolean beginsEvent(byte[] text) {
        String begin = new String(text, 0, Math.min(6, text.length), StandardCharsets.ISO_8859_1);
        return begin.equals("event:") || begin.startsWith("id:") || begin.startsWith(":");
    }

    private void readFrame(int from, int end) {
        String name = "";
        int at = from;
        while (at < end) {
            if (text[at] != '"') {
                at++;
                continue;
            }
            int close = close(at + 1, end);
            int behind = close + 1;
            while (behind < end && text[behind] == ' ') {
                behind++;
            }
            if (behind < end && text[behind] == ':') {
                name = new String(text, at + 1, close - at - 1, StandardCharsets.ISO_8859_1);
            } else {
                add(name, at + 1, close);
            }
            at = close + 1;
        }
    }

    /// Where the string ends that begins here.
    private int close(int from, int end) {
        int at = from;
        while (at < end && text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, end);
    }

    private void add(String name, int from, int to) {
        Reading pieces = byName.computeIfAbsent(name, _ -> new Reading(true, 64));
        for (int i = from; i < to; i++) {
            pieces.add(text[i], i, i + 1);
        }
    }
}
