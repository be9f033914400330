package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The keys of a record being put into a JSON object: every key, so that two drafts can be
/// compared; what is absent is null.
final class Draft {
    private final ObjectNode object = SettingsJson.object();

    ObjectNode done() {
        return object;
    }

    Draft put(String key, String value) {
        object.put(key, value);
        return this;
    }

    Draft put(String key, int value) {
        object.put(key, value);
        return this;
    }

    Draft put(String key, double value) {
        object.put(key, value);
        return this;
    }

    Draft put(String key, boolean value) {
        object.put(key, value);
        return this;
    }

    Draft put(String key, JsonNode value) {
        object.set(key, value);
        return this;
    }

    Draft put(String key, Optional<String> value) {
        object.put(key, value.orElse(null));
        return this;
    }

    Draft put(String key, OptionalInt value) {
        object.put(key, value.isPresent() ? (Integer) value.getAsInt() : null);
        return this;
    }

    Draft put(String key, OptionalDouble value) {
        object.put(key, value.isPresent() ? (Double) value.getAsDouble() : null);
        return this;
    }

    Draft put(String key, List<String> values) {
        ArrayNode array = object.putArray(key);
        values.forEach(array::add);
        return this;
    }

    Draft put(String key, Map<String, String> pairs) {
        ObjectNode child = object.putObject(key);
        pairs.forEach(child::put);
        return this;
    }

    Draft putFlag(String key, Optional<Boolean> value) {
        object.put(key, value.orElse(null));
        return this;
    }

    Draft putTexts(String key, Optional<List<String>> values) {
        values.ifPresentOrElse(it -> put(key, it), () -> object.putNull(key));
        return this;
    }

    Draft putEntries(String key, Collection<ObjectNode> entries) {
        object.putArray(key).addAll(entries);
        return this;
    }

    Draft putValues(String key, Map<String, JsonNode> values) {
        object.putObject(key).setAll(values);
        return this;
    }

    Draft putSecret(String key, SecretRef ref) {
        object.put(key, inFile(ref));
        return this;
    }

    Draft putSecrets(String key, List<SecretRef> refs) {
        ArrayNode array = object.putArray(key);
        refs.forEach(ref -> array.add(inFile(ref)));
        return this;
    }

    /// The one place that writes a plain secret out: into the settings file it came from.
    private static String inFile(SecretRef ref) {
        return switch (ref) {
            case SecretRef.Keychain _, SecretRef.Env _, SecretRef.File _ -> ref.toString();
            case SecretRef.Command(String line) -> "cmd:" + line;
            case SecretRef.Plain(Secret value) -> value.reveal();
        };
    }
}
