package dev.patchbay.codec.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.InOrder;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The arguments of one call, made of whatever a backend sends as such. They are told as soon as
/// they are sure, because what was told cannot be taken back.
public final class Arguments {
    private static final int FLOOD = 500;

    private final ArgumentText all = new ArgumentText();

    /// Came as a tree: whole each time, and only the last one counts.
    private boolean isTree;

    private int told;
    private final ControlEscapes escapes = new ControlEscapes();

    /// The object that a whole text of arguments is, mended where it needs it; empty if it is none.
    public static Optional<String> object(String text, Optional<String> soleProperty) {
        var arguments = new Arguments();
        try {
            arguments.add(text);
            var object = arguments.rest(InOrder.Ending.DONE, "", soleProperty);
            return Optional.of(object.isEmpty() ? "{}" : object);
        } catch (ProxyError e) {
            // To this reader broken arguments are no failure.
            return Optional.empty();
        }
    }

    void add(String fragment) {
        all.add(fragment);
        if (all.progress().blanks() >= FLOOD) {
            throw ProxyError.of(
                    ProxyError.Kind.GARBLED,
                    "The model sends nothing but blanks as tool call arguments; it was stopped.");
        }
    }

    /// Arguments that came as an object instead of its text. False if they contradict what was told
    /// already.
    boolean addTree(String object) {
        if (told > 0) {
            boolean same = object.startsWith(all.text().substring(0, told));
            if (same && !isComplete()) {
                all.become(object);
            }
            return same;
        }
        if (isBlank() || !object.equals("{}")) {
            all.become(object);
            isTree = true;
        }
        return true;
    }

    /// The next piece that can be told for sure; may be empty.
    String fresh() {
        var progress = all.progress();
        boolean unsure = isTree || !progress.isObject() || !progress.hasMember();
        return unsure || progress.isBroken() ? "" : tell(all.sureEnd());
    }

    /// What is still to be told so that all of it is one JSON object, or nothing.
    String rest(InOrder.Ending ending, String tool, Optional<String> soleProperty) {
        all.settle();
        if (told > 0) {
            return restOfObject(ending, tool);
        }
        var progress = all.progress();
        if (isBlank() || progress.isEmptyObject()) {
            return "";
        }
        if (ending == InOrder.Ending.CUT && !isWhole()) {
            return progress.isObject() ? tell(all.text().length()) : "";
        }
        if (progress.isWrong() && !progress.isObject()) {
            throw notJson(tool);
        }
        var value = mended();
        return switch (parsed(value)) {
            case JsonNode node when node.isObject() -> value;
            case JsonNode node when node.isNull() -> "";
            case JsonNode node
                    when node.isTextual() && Json.objectOrNull(node.textValue()) != null ->
                    node.textValue().strip();
            case JsonNode node when soleProperty.isPresent() ->
                    Json.text(Json.object().set(soleProperty.get(), node));
            case JsonNode _ ->
                    throw unusable("The model called the tool '%s' with no JSON object.", tool);
            case null -> throw notJson(tool);
        };
    }

    private String restOfObject(InOrder.Ending ending, String tool) {
        if (ending == InOrder.Ending.CUT && !isWhole()) {
            return all.progress().isBroken() ? "" : tell(all.text().length());
        }
        if (parsed(mended()) == null) {
            throw notJson(tool);
        }
        var rest = tell(all.valueEnd());
        return isWhole() ? rest : rest + all.progress().closers();
    }

    /// Whether nothing but blanks came.
    boolean isBlank() {
        return all.progress().isBlank();
    }

    /// Whether this is a whole value that later fragments will not change.
    boolean isComplete() {
        return all.isComplete();
    }

    /// Whether this is a whole value, even if it may be a placeholder.
    boolean isWhole() {
        return all.isWhole();
    }

    /// Whether this is a whole object, and that object is `other`.
    boolean isSameAs(String other) {
        return isWhole() && all.value().equals(other.strip());
    }

    boolean isUnderWay() {
        return !isBlank() && !isWhole();
    }

    private String tell(int limit) {
        int from = told > 0 ? told : all.text().indexOf("{");
        if (limit <= from) {
            return "";
        }
        told = limit;
        return escapes.take(all.text(), from, limit);
    }

    /// The value with what is missing at its end.
    private String mended() {
        var value = all.value();
        var escaped = new ControlEscapes().take(value, 0, value.length());
        return isWhole() ? escaped : escaped + all.progress().closers();
    }

    private static @Nullable JsonNode parsed(String json) {
        try {
            return Json.read(json);
        } catch (JsonProcessingException e) {
            // Each caller has its own answer to this.
            return null;
        }
    }

    private static ProxyError notJson(String tool) {
        return unusable(
                "The model called the tool '%s', but its tool call arguments are not valid JSON.",
                tool);
    }

    private static ProxyError unusable(String message, String tool) {
        return ProxyError.of(ProxyError.Kind.GARBLED, message.formatted(tool));
    }
}
