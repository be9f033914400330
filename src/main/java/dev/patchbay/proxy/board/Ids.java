package dev.patchbay.proxy.board;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/// Makes ids: unique, not secret.
public final class Ids {
    /// In the order in which they are sorted.
    private static final char[] LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

    private static final int LENGTH = 24;

    /// Enough for the microseconds of four hundred years.
    private static final int OF_TIME = 9;

    private Ids() {}

    public static String random() {
        return new String(random(0));
    }

    /// One that is sorted by when it was made, so that an index of them grows at its end: an index
    /// of random ones costs the history several times as much as all the rest of a row.
    public static String timely(Instant now) {
        char[] text = random(OF_TIME);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        for (int i = OF_TIME - 1; i >= 0; i--) {
            text[i] = LETTERS[Math.floorMod(micros, LETTERS.length)];
            micros = Math.floorDiv(micros, LETTERS.length);
        }
        return new String(text);
    }

    private static char[] random(int from) {
        var random = ThreadLocalRandom.current();
        var text = new char[LENGTH];
        for (int i = from; i < text.length; i++) {
            text[i] = LETTERS[random.nextInt(LETTERS.length)];
        }
        return text;
    }
}
