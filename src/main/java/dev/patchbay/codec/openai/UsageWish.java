package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.node.BooleanNode;

import dev.patchbay.wire.Json;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.util.Optional;

/// The wish for usage in a relayed request for a stream.
final class UsageWish {
    private UsageWish() {}

    /// The same bytes with that wish; empty if it is there already.
    static Optional<byte[]> added(byte[] body) {
        var request = JsonSpan.of(body);
        Optional<JsonSpan> options = request.at("stream_options").filter(JsonSpan::isObject);
        if (options.filter(UsageWish::isWished).isPresent()) {
            return Optional.empty();
        }
        var edits = new JsonEdits(body);
        if (options.isEmpty()) {
            edits.set(request, "stream_options", Json.object().put("include_usage", true));
        } else {
            edits.set(options.get(), "include_usage", BooleanNode.TRUE);
        }
        return Optional.of(edits.done());
    }

    private static boolean isWished(JsonSpan options) {
        return options.at("include_usage").filter(it -> it.json().asBoolean()).isPresent();
    }
}
