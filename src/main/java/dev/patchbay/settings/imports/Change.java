package dev.patchbay.settings.imports;

/// What becomes of one thing that a file brings.
///
/// @param subject what it is: `backend openrouter`
/// @param detail what it says, for people; holds no secret
public record Change(What what, String subject, String detail) {
    public Change {
        subject = Remark.plain(subject);
        detail = Remark.plain(detail);
    }

    public enum What {
        COMES,
        /// It comes in the place of what stood there.
        REPLACES,
        /// Something else stands there, and stays.
        STAYS,
        /// It is here already.
        SAME
    }

    /// Whether the settings are another ones afterwards.
    public boolean isMade() {
        return what == What.COMES || what == What.REPLACES;
    }
}
