package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.function.Function;

/// One JSON object as it stands in the file. The record that was read from it carries it along,
/// so that a change writes the changed keys and leaves the rest: keys we do not know, defaults
/// someone spelled out, the order, even entries we could not read.
///
/// Hides its content from `toString`: a value may be a secret.
public final class AsWritten {
    public static final AsWritten NOTHING = new AsWritten(SettingsJson.object());

    private final ObjectNode object;

    private AsWritten(ObjectNode object) {
        this.object = object;
    }

    static AsWritten of(ObjectNode object) {
        return object.isEmpty() ? NOTHING : new AsWritten(object.deepCopy());
    }

    /// What stands under a key that no record covers; a missing node if there is none.
    public JsonNode at(String key) {
        return object.path(key).deepCopy();
    }

    AsWritten with(String key, JsonNode value) {
        var copy = object.deepCopy();
        copy.set(key, value.deepCopy());
        return new AsWritten(copy);
    }

    /// With this text; without the key where it is empty.
    AsWritten with(String key, String text) {
        var copy = object.deepCopy();
        if (text.isEmpty()) {
            copy.remove(key);
        } else {
            copy.put(key, text);
        }
        return new AsWritten(copy);
    }

    /// The text under a key that no record covers; empty if there is none.
    public String text(String key) {
        return object.path(key).asText("");
    }

    ObjectNode copy() {
        return object.deepCopy();
    }

    /// This object with what a record now says laid over it.
    ///
    /// @param read how the record is read from an object
    /// @param draft how it is put into keys: all of them
    <T> ObjectNode overlaid(T now, Function<Section, T> read, Function<T, ObjectNode> draft) {
        ObjectNode result = object.deepCopy();
        // Twice, because one key can be the default of another: `defaultAlias` is only known to
        // be needed once `backends` stands there.
        for (int pass = 0; pass < 2; pass++) {
            var section = Section.root(result.deepCopy(), new ArrayList<>());
            T before = read.apply(section);
            if (before.equals(now)) {
                return result;
            }
            lay(draft.apply(now), draft.apply(before), section, result);
        }
        return result;
    }

    private static void lay(ObjectNode now, ObjectNode before, Section section, ObjectNode result) {
        for (var entry : now.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (!value.equals(before.get(key))) {
                boolean list = value instanceof ArrayNode;
                result.set(key, list ? section.withStrays(key, (ArrayNode) value) : value);
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AsWritten written && object.equals(written.object);
    }

    @Override
    public int hashCode() {
        return object.hashCode();
    }

    @Override
    public String toString() {
        return "…";
    }
}
