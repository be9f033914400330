package dev.patchbay.codec.edits;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.wire.Json;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

/// The name of the model in a relayed request.
public final class RequestModel {
    private RequestModel() {}

    /// The same bytes with another value of the top-level `model`, wherever it is said; a deeper
    /// one is the client's own affair. The very same if nothing changes.
    public static byte[] replaced(byte[] body, String model) {
        byte[] name = Json.bytes(TextNode.valueOf(model));
        var edits = new JsonEdits(body);
        for (JsonSpan.Member member : JsonSpan.of(body).members()) {
            if (member.name().is("model") && !member.value().is(model)) {
                edits.replace(member.value(), name);
            }
        }
        return edits.done();
    }
}
