package dev.patchbay.codec.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The tools that a prompt offers, asked by the names that a backend uses for them.
public final class OfferedTools {
    private static final int LONGEST_SURE = 50;

    private final Map<String, Tool> byName = new LinkedHashMap<>();
    private final ToolChoice choice;
    private final UnaryOperator<String> originals;

    /// `originals` turns a name that had to be changed for the backend into the client's own.
    public OfferedTools(Prompt prompt, UnaryOperator<String> originals) {
        prompt.tools().forEach(tool -> byName.put(tool.name(), tool));
        this.choice = prompt.choice();
        this.originals = originals;
    }

    /// The client's name of a tool; a name that nobody offered stays as it is, so that the client
    /// can tell the model.
    public String original(String name) {
        var restored = originals.apply(name);
        if (byName.containsKey(restored)) {
            return restored;
        }
        var alike = byName.keySet().stream().filter(restored.strip()::equalsIgnoreCase).toList();
        return alike.size() == 1 ? alike.getFirst() : restored;
    }

    public boolean offers(String name) {
        return byName.containsKey(originals.apply(name));
    }

    /// Whether `more` is the next piece of a name that has come as `name` so far, and no name of
    /// its own.
    boolean joins(String name, String more) {
        return !offers(more) && (offers(name + more) || begins(name + more));
    }

    /// The one tool that can be meant when no name is given.
    public Optional<String> only() {
        if (choice.mode() == ToolChoice.Mode.NAMED) {
            return choice.name();
        }
        return byName.size() == 1 ? byName.keySet().stream().findFirst() : Optional.empty();
    }

    /// The only property that this tool must be given, if it is one.
    public Optional<String> soleProperty(String original) {
        return byName.get(original) instanceof Tool.Function function
                        && function.schema().path("required") instanceof JsonNode required
                        && required.size() == 1
                        && required.path(0).isTextual()
                ? Optional.of(required.path(0).textValue())
                : Optional.empty();
    }

    /// Whether an offered name may begin like this. Names too long for a backend end differently
    /// there.
    public boolean mayBegin(String start) {
        return start.length() > LONGEST_SURE
                || byName.keySet().stream()
                        .anyMatch(
                                name ->
                                        plain(name)
                                                .regionMatches(true, 0, start, 0, start.length()));
    }

    /// The schema of a property of this tool; nothing where it is not known.
    public JsonNode property(String original, String property) {
        return byName.get(original) instanceof Tool.Function function
                ? function.schema().path("properties").path(property)
                : MissingNode.getInstance();
    }

    private boolean begins(String start) {
        return byName.keySet().stream().anyMatch(name -> plain(name).startsWith(start));
    }

    /// As most backends are told this name: see `openai-chat` on what a function name may hold.
    private static String plain(String name) {
        var plain = new StringBuilder(name);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c != '_' && c != '-' && !(c < 128 && Character.isLetterOrDigit(c))) {
                plain.setCharAt(i, '_');
            }
        }
        return plain.toString();
    }
}
