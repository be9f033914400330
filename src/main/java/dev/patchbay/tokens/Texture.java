package dev.patchbay.tokens;

/// What in a text vocabularies of one size still disagree about: eastern scripts, numbers, and the
/// breaks of lines.
///
/// @param eastern the Chinese and Japanese of it, its punctuation included
/// @param rest all else
/// @param kana whether the eastern part has kana, and so is Japanese
/// @param digits those beyond the first of each group of three
/// @param lines how many lines end in it
record Texture(String eastern, String rest, boolean kana, int digits, int lines) {
    private static final int GROUP = 3;

    static Texture of(String text) {
        var eastern = new StringBuilder();
        boolean kana = false;
        int digits = 0;
        int lines = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            digits += run % GROUP == 1 || run == 0 ? 0 : 1;
            lines += c == '\n' ? 1 : 0;
            if (isEastern(c)) {
                eastern.append(c);
                kana |= isKana(c);
            }
        }
        String rest = eastern.isEmpty() ? text : without(text, text.length() - eastern.length());
        return new Texture(eastern.toString(), rest, kana, digits, lines);
    }

    private static String without(String text, int length) {
        var rest = new StringBuilder(length);
        text.chars().filter(c -> !isEastern((char) c)).forEach(c -> rest.append((char) c));
        return rest.toString();
    }

    /// From the punctuation of these scripts to the last ideograph of the first plane, and the
    /// full-width forms; what is rarer does not change a count.
    private static boolean isEastern(char c) {
        return c >= '\u3000' && c <= '\u9fff' || c >= '\uff00' && c <= '\uffef';
    }

    private static boolean isKana(char c) {
        return c >= '\u3041' && c <= '\u30ff';
    }
}
