package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Set;
import java.util.TreeSet;

/// An object that remembers for which keys it was asked.
@SuppressWarnings("unchecked") // Jackson's own deepCopy, which every subclass inherits.
final class AskedObject extends ObjectNode {
    private final transient Set<String> keys = new TreeSet<>();

    AskedObject(JsonNode content) {
        super(JsonNodeFactory.instance);
        content.properties().forEach(each -> super.set(each.getKey(), each.getValue()));
    }

    Set<String> keys() {
        return keys;
    }

    @Override
    public JsonNode get(String key) {
        keys.add(key);
        return super.get(key);
    }

    @Override
    public JsonNode path(String key) {
        keys.add(key);
        return super.path(key);
    }
}
