package dev.patchbay.settings.masking;

import dev.patchbay.settings.Secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds a set of secrets in bytes: as they are, in base64, behind escapes of JSON and of addresses
/// and several of them nested, and in pieces over the frames of a stream.
///
/// Eight bytes fit into a `long`, so every place of a text is asked at once, by one look into a
/// table, whether any of the secrets begins there: the time grows with the text alone.
final class SecretFinder {
    /// Of letters and of bytes: what is shorter is no secret to us.
    static final int SHORTEST = 8;

    /// Of escapes within escapes.
    private static final int MOST_LAYERS = 3;

    /// A long body is read in parts, so that undoing its escapes takes little memory.
    private static final int PART = 256 * 1024;

    /// How many bytes one letter may become by being escaped.
    private static final int WIDEST = 6;

    private final boolean empty;
    private final int overlap;
    private final int mask;
    private final long[] heads;
    private final List<List<byte[]>> secrets;

    SecretFinder(Collection<Secret> values) {
        Map<Long, List<byte[]>> byHead = new HashMap<>();
        int longest = 0;
        for (Secret value : values) {
            for (byte[] form : Forms.of(value)) {
                longest = Math.max(longest, form.length);
                byHead.computeIfAbsent(head(form), _ -> new ArrayList<>()).add(form);
            }
        }
        empty = byHead.isEmpty();
        overlap = WIDEST * longest;
        int size = Integer.highestOneBit(Math.max(1, byHead.size())) << 3;
        mask = size - 1;
        heads = new long[size];
        secrets = new ArrayList<>(Collections.nCopies(size, List.of()));
        byHead.forEach(this::put);
    }

    private static long head(byte[] secret) {
        long head = 0;
        for (int i = 0; i < SHORTEST; i++) {
            head = head << 8 | secret[i] & 0xff;
        }
        return head;
    }

    private void put(long head, List<byte[]> forms) {
        int slot = slot(head);
        while (!secrets.get(slot).isEmpty()) {
            slot = slot + 1 & mask;
        }
        heads[slot] = head;
        secrets.set(slot, forms);
    }

    private int slot(long head) {
        long mixed = head * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 40) & mask;
    }

    /// Which bytes belong to a secret.
    BitSet find(byte[] text) {
        var found = new BitSet();
        if (empty || text.length < SHORTEST) {
            return found;
        }
        for (int from = 0; from < text.length; from += PART) {
            int end = Math.min(text.length, from + PART + overlap);
            findIn(Reading.of(text, from, end), MOST_LAYERS, found);
        }
        for (Reading pieces : FramePieces.of(text)) {
            findIn(pieces, MOST_LAYERS, found);
        }
        return found;
    }

    private void findIn(Reading text, int layers, BitSet found) {
        mark(text, found);
        if (layers > 0) {
            text.unescaped().forEach(reading -> findIn(reading, layers - 1, found));
        }
    }

    private void mark(Reading reading, BitSet found) {
        long head = 0;
        for (int i = 0; i < reading.length(); i++) {
            head = head << 8 | reading.at(i) & 0xff;
            if (i >= SHORTEST - 1) {
                markAt(i - SHORTEST + 1, head, reading, found);
            }
        }
    }

    private void markAt(int at, long head, Reading reading, BitSet found) {
        for (byte[] secret : beginningWith(head)) {
            int length = reading.startsWith(secret, at);
            for (int i = at; i < at + length; i++) {
                found.set(reading.from(i), reading.to(i));
            }
        }
    }

    private List<byte[]> beginningWith(long head) {
        int slot = slot(head);
        while (heads[slot] != head) {
            if (heads[slot] == 0) {
                return List.of(); // no secret begins with eight bytes of nothing
            }
            slot = slot + 1 & mask;
        }
        return secrets.get(slot);
    }
}
