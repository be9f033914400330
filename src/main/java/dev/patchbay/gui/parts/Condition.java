package dev.patchbay.gui.parts;

/// What stands in the place of content: why there is none, and what to do next.
///
/// @param action what the button says; empty for no button
public record Condition(Kind kind, String title, String text, String action) {
    public enum Kind {
        /// There is content.
        READY,
        EMPTY,
        LOADING,
        FAILED,
        STOPPED
    }

    public static final Condition READY = new Condition(Kind.READY, "", "", "");

    /// Words of the bundle: `key.title`, `key.text` and, where there is one, `key.action`.
    public static Condition of(Kind kind, Texts texts, String key, Object... values) {
        String action = key + ".action";
        return new Condition(
                kind,
                texts.get(key + ".title", values),
                texts.get(key + ".text", values),
                texts.bundle().containsKey(action) ? texts.get(action) : "");
    }

    public boolean isReady() {
        return kind == Kind.READY;
    }
}
