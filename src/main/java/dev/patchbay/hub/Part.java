package dev.patchbay.hub;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A piece of a turn, of the system text or of a finished reply.
public sealed interface Part {
    /// This text as parts: blank text is none, because several servers refuse it.
    static List<Part> text(String text) {
        return text.isBlank() ? List.of() : List.of(new Text(text));
    }

    /// All text among these parts as one.
    static String joined(List<Part> parts, String joint) {
        return parts.stream()
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).text())
                .collect(Collectors.joining(joint));
    }

    record Text(String text) implements Part {}

    record Image(Source source) implements Part {}

    /// A file that must be read as one, such as a PDF. Plain-text documents are `Text`.
    record Document(Optional<String> title, Source source) implements Part {}

    /// `input` is the JSON text of an object, kept as text so that key order and numbers stay as
    /// written. In a reply that was cut off by its token limit it may be incomplete.
    record ToolCall(String id, String name, String input) implements Part {
        /// The input for those who refuse a call without one.
        public String inputOrEmptyObject() {
            boolean empty = input.isBlank() || input.strip().equals("null");
            return empty ? "{}" : input;
        }
    }

    record ToolResult(String callId, List<Part> content, boolean failed) implements Part {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    record Thinking(String text, String signature) implements Part {}

    /// All parts before this mark may be cached by the backend as a prefix.
    record CacheMark(String ttl) implements Part {}

    record Unknown(Opaque content, List<Opaque> grown) implements Part {
        public Unknown {
            grown = List.copyOf(grown);
        }
    }
}
