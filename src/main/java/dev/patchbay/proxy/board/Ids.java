package dev.patchbay.proxy.board;

import java.util.concurrent.ThreadLocalRandom;

/// Makes ids: unique, not secret.
public final class Ids {
    private static final char[] LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

    private Ids() {}

    public static String random() {
        var random = ThreadLocalRandom.current();
        var text = new char[24];
        for (int i = 0; i < text.length; i++) {
            text[i] = LETTERS[random.nextInt(LETTERS.length)];
        }
        return new String(text);
    }
}
