package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;

/// What a rewrite does to a request. The words of settings.json for these are their names in
/// small letters with dashes; their components are the fields.
public sealed interface Edit {
    /// @param text what is added
    record AppendToLastUserMessage(String text) implements Edit {}

    record PrependToSystem(String text) implements Edit {}

    record AppendToSystem(String text) implements Edit {}

    /// @param field a field at the top of what goes to the backend
    /// @param value any JSON value
    record SetField(String field, JsonNode value) implements Edit {
        /// @param text JSON; what is none counts as a text
        public static SetField of(String field, String text) {
            return new SetField(field, SettingsJson.value(text));
        }

        /// The value as JSON.
        public String text() {
            return value.toString();
        }
    }

    record DropField(String field) implements Edit {}

    /// @param from the tool's name as the client knows it
    /// @param to the name under which the backend gets to know it
    record RenameTool(String from, String to) implements Edit {}

    /// @param header the name of a header of what goes to the backend
    record AddHeader(String header, String value) implements Edit {
        /// The value may be a credential.
        @Override
        public String toString() {
            return "AddHeader[" + header + "]";
        }
    }

    String WORDS =
            "append-to-last-user-message, prepend-to-system, append-to-system, set-field,"
                    + " drop-field, rename-tool or add-header";

    /// The kind as settings.json spells it.
    default String kind() {
        return switch (this) {
            case AppendToLastUserMessage _ -> "append-to-last-user-message";
            case PrependToSystem _ -> "prepend-to-system";
            case AppendToSystem _ -> "append-to-system";
            case SetField _ -> "set-field";
            case DropField _ -> "drop-field";
            case RenameTool _ -> "rename-tool";
            case AddHeader _ -> "add-header";
        };
    }
}
