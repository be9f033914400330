package dev.patchbay.codec.textcalls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Quirks;
import dev.patchbay.wire.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The forms in which models write tool calls into their text, by name.
public final class CallFormats {
    public static final CallFormats SHIPPED = new CallFormats();

    private final Map<String, CallFormat> byName = new LinkedHashMap<>();

    private CallFormats() {
        var entries = new LinkedHashMap<String, ObjectNode>();
        for (JsonNode said : table().path("formats")) {
            var entry = entries.getOrDefault(said.path("like").asText(), Json.object()).deepCopy();
            entry.setAll((ObjectNode) said);
            entries.put(said.path("name").asText(), entry);
        }
        entries.forEach((name, entry) -> byName.put(name, CallFormat.of(entry)));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /// Fields that a request to a backend with these quirks needs, so that its answer shows calls.
    public ObjectNode request(Quirks quirks) {
        return read(quirks).map(format -> format.request().deepCopy()).orElseGet(Json::object);
    }

    /// The form that answers come in, if calls are to be found in their text.
    Optional<CallFormat> read(Quirks quirks) {
        var name = quirks.textToolCalls().strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var format = byName.get(name);
        if (format == null) {
            throw ProxyError.of(
                    ProxyError.Kind.BAD_REQUEST,
                    "The quirk textToolCalls names '%s', which is not known; known are %s."
                            .formatted(name, String.join(", ", names())));
        }
        return Optional.of(format);
    }

    /// The form that calls and tools are to be written in, if they are to go as text.
    public Optional<CallFormat> written(Quirks quirks) {
        return quirks.toolsAsText() ? read(quirks) : Optional.empty();
    }

    private static JsonNode table() {
        try (var in = CallFormats.class.getResourceAsStream("text-calls.json")) {
            if (in == null) {
                throw new IllegalStateException("text-calls.json is not in the program");
            }
            return Json.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("text-calls.json", e);
        }
    }
}
