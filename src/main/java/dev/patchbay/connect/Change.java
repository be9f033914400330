package dev.patchbay.connect;

import dev.patchbay.settings.Secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// One thing that we did to a document, with all that is needed to take it back.
///
/// @param path the names that lead to it
/// @param mark tells whether what is there now is still what we wrote; never the text itself
/// @param was the JSON that stood there before; empty if nothing did
/// @param lead the blanks that were put in front of it
/// @param tail the blanks that were put behind it
record Change(List<String> path, String mark, Optional<Secret> was, String lead, String tail) {
    /// The mark of an object that we made to put something in.
    static final String OBJECT = "object";

    Change {
        path = List.copyOf(path);
    }

    /// A change that was not ours to make but is ours to take back: the text is exactly what we
    /// would write.
    static Change found(NamedKey key, String text) {
        return new Change(key.path(), mark(text), Optional.empty(), "", "");
    }

    boolean madeObject() {
        return mark.equals(OBJECT);
    }

    String dotted() {
        return String.join(".", path);
    }

    static String mark(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
