package dev.patchbay.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.codec.edits.RequestEdits;
import dev.patchbay.wire.JsonSpan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// Holds the edits of one dialect to requests that are written with single quotes.
public record EditCheck(RequestEdits edits) {
    /// What "moo" behind the last user message makes of it.
    public void assertAppended(String before, String after) {
        assertEdit(before, after, body -> edits.appendToLastUserMessage(body, " moo"));
    }

    /// What "Moo." in front of the system text makes of it, and behind it.
    public void assertSystem(String before, String prepended, String appended) {
        assertEdit(before, prepended, body -> edits.prependToSystem(body, "Moo."));
        assertEdit(before, appended, body -> edits.appendToSystem(body, "Moo."));
    }

    public void assertNames(List<String> expected, String body) {
        var names = edits.toolNames(JsonSpan.of(bytes(body)));
        assertEquals(expected, names.stream().map(JsonSpan::text).toList());
    }

    private static void assertEdit(String before, String after, Function<byte[], byte[]> edit) {
        assertEquals(
                after.replace('\'', '"'),
                new String(edit.apply(bytes(before)), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
