package dev.patchbay.codec.edits;

import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.util.List;

/// Where one dialect keeps the things that a user may rewrite in a request. Each edit gives the
/// same bytes with nothing else changed; the very same where a request has no place for it.
public interface RequestEdits {
    /// Behind everything the client said there, and so behind every mark of a cached prefix. That
    /// holds for a message of nothing but tool results too.
    default byte[] appendToLastUserMessage(byte[] body, String text) {
        var edits = new JsonEdits(body);
        JsonSpan.of(body).elements("messages").reversed().stream()
                .filter(message -> message.says("role", "user"))
                .findFirst()
                .flatMap(message -> message.at("content"))
                .ifPresent(content -> ContentEdits.append(edits, content, text));
        return edits.done();
    }

    byte[] prependToSystem(byte[] body, String text);

    byte[] appendToSystem(byte[] body, String text);

    /// Every place that names a tool which the client itself runs: where it is offered, where it is
    /// chosen, where it was called.
    List<JsonSpan> toolNames(JsonSpan body);
}
