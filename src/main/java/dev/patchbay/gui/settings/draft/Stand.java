package dev.patchbay.gui.settings.draft;

/// How a draft stands.
///
/// @param text the same for people; may be empty
public record Stand(Kind kind, String text) {
    public enum Kind {
        /// As it is stored.
        CLEAN,
        CHANGED,
        /// Something in it must be mended first.
        WRONG,
        SAVING,
        SAVED,
        /// It was to be saved, and was not.
        REFUSED,
        /// Somebody else changed the same meanwhile.
        CLASH,
        READ_ONLY
    }

    static final Stand CLEAN = new Stand(Kind.CLEAN, "");

    public boolean canSave() {
        return kind == Kind.CHANGED || kind == Kind.REFUSED;
    }
}
