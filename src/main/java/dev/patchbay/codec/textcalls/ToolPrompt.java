package dev.patchbay.codec.textcalls;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.textcalls.CallPattern.Slot;
import dev.patchbay.codec.tools.Offer;
import dev.patchbay.codec.tools.SchemaCleaner;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Tells a model by its system text which tools there are, how to call them, and whether it must.
public final class ToolPrompt {
    private final Offer offer;
    private final Recipient recipient;
    private final ToolNames names;
    private final CallFormat.Writing writing;
    private final Consumer<Loss> losses;
    private final SchemaCleaner schemas;

    public ToolPrompt(
            Offer offer,
            Recipient recipient,
            ToolNames names,
            CallFormat format,
            Consumer<Loss> losses) {
        this.offer = offer;
        this.recipient = recipient;
        this.names = names;
        this.writing = format.writing();
        this.losses = losses;
        this.schemas = new SchemaCleaner(recipient.quirks(), losses);
    }

    /// This system text with what is to be said of tools, if there are any to be called.
    public List<Part> behind(List<Part> system) {
        if (offer.functions().isEmpty() || offer.choice().mode() == ToolChoice.Mode.NONE) {
            return system;
        }
        var all = new ArrayList<>(system);
        all.add(new Part.Text(text()));
        return all;
    }

    private String text() {
        boolean several = !offer.choice().oneAtATime();
        return """
        # Tools

        You can call the tools defined here, one a line, with the JSON schema of their \
        arguments:

        %s

        To call %s, end your answer with this and nothing behind it:

        %s

        %sWhat the %s comes in the next message. Where no tool helps, answer in plain \
        text.%s\
        """
                .formatted(
                        writing.tools().filled(_ -> definitions()),
                        several ? "one tool or several (here two)" : "a tool, one at a time",
                        example(several),
                        writing.call().has(Slot.PAIRS)
                                ? "Write texts as they are and any other value as JSON. "
                                : "",
                        several ? "tools bring" : "tool brings",
                        duty());
    }

    private String definitions() {
        return String.join(
                "\n", offer.functions().stream().map(tool -> Json.text(definition(tool))).toList());
    }

    private ObjectNode definition(Tool.Function tool) {
        var definition = Json.object().put("type", "function");
        var function = definition.putObject("function").put("name", names.wire(tool.name()));
        Offer.description(tool, recipient, losses)
                .ifPresent(text -> function.put("description", text));
        function.set("parameters", schemas.parameters(tool.schema()));
        if (tool.strict()) {
            losses.accept(Loss.slight("strict tools"));
        }
        return definition;
    }

    private String example(boolean several) {
        var arguments = "{\"ARGUMENT\": \"value\"}";
        var calls = new ArrayList<Part.ToolCall>();
        calls.add(new Part.ToolCall("", "NAME_OF_TOOL", arguments));
        if (several) {
            calls.add(new Part.ToolCall("", "NAME_OF_ANOTHER", arguments));
        }
        return TextHistory.calls(writing, calls, 0);
    }

    /// A model can be asked to call, but nobody holds it to that.
    private String duty() {
        return switch (offer.choice().mode()) {
            case FREE, AUTO, NONE -> "";
            case ANY -> {
                losses.accept(Loss.felt("tool_choice"));
                yield "\n\nThis time you must call a tool.";
            }
            case NAMED -> {
                losses.accept(Loss.felt("tool_choice"));
                var tool = names.wire(offer.choice().name().orElse(""));
                yield "\n\nThis time you must call the tool %s.".formatted(tool);
            }
        };
    }
}
