package dev.patchbay.settings.imports;

/// Something to know of a file, by its name there; its value is never repeated.
///
/// @param key what it is called in the file
public record Remark(Kind kind, String key, String why) {
    private static final int LONGEST = 80;

    public enum Kind {
        /// It does not come.
        CANNOT,
        /// It is so here anyway.
        NEEDLESS,
        /// It comes, and a person should look at it.
        LOOK
    }

    public Remark {
        key = plain(key.length() <= LONGEST ? key : key.substring(0, LONGEST) + "…");
        why = plain(why);
    }

    /// Names come from the file as well, and must not command the terminal that shows them.
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String toString() {
        return key + ": " + why;
    }
}
