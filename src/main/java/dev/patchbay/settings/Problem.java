package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;

/// Something in the settings that a person should look at.
///
/// @param path where, such as `backends[1].auth.style`; empty for the file as a whole
/// @param message what is the matter and what to do; holds no secret
public record Problem(String path, String message, Reach reach) {
    /// How much of the settings the problem takes away.
    public enum Reach {
        /// Nothing: it was understood, but should be known.
        NOTE,
        /// One entry of a list is not used.
        ENTRY,
        /// A value outside every entry fell back to its default.
        FILE
    }

    /// A value for a message. A long text is not repeated: it could be a key in the wrong place.
    static String shown(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            return text.length() <= 16
                    ? "'" + text + "'"
                    : "a text of " + text.length() + " letters";
        }
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "an object";
        }
        return value.toString();
    }

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
