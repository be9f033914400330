package dev.patchbay.gui.settings.rewrites;

import dev.patchbay.settings.Edit;

/// What a rewrite does, and by which two words.
enum EditKind {
    APPEND_TO_LAST_USER_MESSAGE,
    PREPEND_TO_SYSTEM,
    APPEND_TO_SYSTEM,
    SET_FIELD,
    DROP_FIELD,
    RENAME_TOOL,
    ADD_HEADER;

    static EditKind of(Edit edit) {
        return switch (edit) {
            case Edit.AppendToLastUserMessage _ -> APPEND_TO_LAST_USER_MESSAGE;
            case Edit.PrependToSystem _ -> PREPEND_TO_SYSTEM;
            case Edit.AppendToSystem _ -> APPEND_TO_SYSTEM;
            case Edit.SetField _ -> SET_FIELD;
            case Edit.DropField _ -> DROP_FIELD;
            case Edit.RenameTool _ -> RENAME_TOOL;
            case Edit.AddHeader _ -> ADD_HEADER;
        };
    }

    /// A field, a header, or the tool's name as the client knows it; empty where there is none.
    static String what(Edit edit) {
        return switch (edit) {
            case Edit.AppendToLastUserMessage _, Edit.PrependToSystem _, Edit.AppendToSystem _ ->
                    "";
            case Edit.SetField set -> set.field();
            case Edit.DropField drop -> drop.field();
            case Edit.RenameTool rename -> rename.from();
            case Edit.AddHeader add -> add.header();
        };
    }

    /// The text, the value, or the tool's other name; empty where there is none.
    static String with(Edit edit) {
        return switch (edit) {
            case Edit.AppendToLastUserMessage append -> append.text();
            case Edit.PrependToSystem prepend -> prepend.text();
            case Edit.AppendToSystem append -> append.text();
            case Edit.SetField set -> set.text();
            case Edit.DropField _ -> "";
            case Edit.RenameTool rename -> rename.to();
            case Edit.AddHeader add -> add.value();
        };
    }

    Edit edit(String what, String with) {
        return switch (this) {
            case APPEND_TO_LAST_USER_MESSAGE -> new Edit.AppendToLastUserMessage(with);
            case PREPEND_TO_SYSTEM -> new Edit.PrependToSystem(with);
            case APPEND_TO_SYSTEM -> new Edit.AppendToSystem(with);
            case SET_FIELD -> Edit.SetField.of(what, with);
            case DROP_FIELD -> new Edit.DropField(what);
            case RENAME_TOOL -> new Edit.RenameTool(what, with);
            case ADD_HEADER -> new Edit.AddHeader(what, with);
        };
    }

    boolean hasWhat() {
        return switch (this) {
            case APPEND_TO_LAST_USER_MESSAGE, PREPEND_TO_SYSTEM, APPEND_TO_SYSTEM -> false;
            case SET_FIELD, DROP_FIELD, RENAME_TOOL, ADD_HEADER -> true;
        };
    }

    boolean hasWith() {
        return this != DROP_FIELD;
    }
}
