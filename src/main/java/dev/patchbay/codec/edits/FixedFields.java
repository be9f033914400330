package dev.patchbay.codec.edits;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;

import dev.patchbay.hub.Target;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.util.List;

/// What the user fixed for a target, in a request that passes as it came.
public final class FixedFields {
    private static final List<String> LIMITS = List.of("max_tokens", "max_completion_tokens");

    private FixedFields() {}

    /// The same bytes with it; the very same if nothing is fixed.
    public static byte[] written(byte[] body, Target target) {
        byte[] changed = limited(body, target);
        if (target.temperature().isPresent()) {
            var temperature = DoubleNode.valueOf(target.temperature().getAsDouble());
            changed = edits(changed).set(JsonSpan.of(changed), "temperature", temperature).done();
        }
        for (var extra : target.extra().entrySet()) {
            var object = JsonSpan.of(changed);
            changed = edits(changed).set(object, extra.getKey(), extra.getValue()).done();
        }
        return changed;
    }

    /// A limit only ever lowers what the client asked for.
    private static byte[] limited(byte[] body, Target target) {
        if (target.maxTokens().isEmpty()) {
            return body;
        }
        int most = target.maxTokens().getAsInt();
        var request = JsonSpan.of(body);
        for (String name : LIMITS) {
            var asked = request.at(name);
            if (asked.isPresent()) {
                return asked.get().json().asLong() <= most
                        ? body
                        : edits(body).replace(asked.get(), number(most)).done();
            }
        }
        String name = target.maxTokensKey().orElse(LIMITS.getFirst());
        return edits(body).set(request, name, IntNode.valueOf(most)).done();
    }

    private static byte[] number(int value) {
        return Json.bytes(IntNode.valueOf(value));
    }

    private static JsonEdits edits(byte[] body) {
        return new JsonEdits(body);
    }
}
