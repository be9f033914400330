package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Effort;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.tools.Offer;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.codec.turns.Conversation;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.wire.Json;

import java.util.function.Consumer;

/// Writes a request for Cohere's models of the first form. It has no images, no ids of calls, no
/// schemas and no way to demand a call.
final class CohereForm {
    private final Prompt prompt;
    private final Recipient recipient;
    private final Consumer<Loss> losses;
    private final ToolNames names;

    CohereForm(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        this.prompt = prompt;
        this.recipient =
                new Recipient(
                        recipient.backend(),
                        recipient.target(),
                        recipient.quirks(),
                        recipient.traits().withoutImages(),
                        recipient.hosting());
        this.losses = losses;
        this.names = names(prompt);
    }

    static ToolNames names(Prompt prompt) {
        return ToolNames.of(prompt, ToolNames.Alphabet.IDENTIFIER);
    }

    void write(ObjectNode chat) {
        var conversation = Conversation.of(prompt, Dialect.OCI, recipient, losses);
        if (!conversation.system().isEmpty()) {
            chat.put("preambleOverride", Contents.text(conversation.system()));
        }
        new CohereHistory(names, losses).write(conversation, chat);
        tools(chat);
        if (Effort.asked(prompt.reasoning()).isPresent()) {
            losses.accept(Loss.slight("reasoning effort"));
        }
    }

    private void tools(ObjectNode chat) {
        var offer = Offer.of(prompt, recipient, losses);
        var choice = offer.choice();
        if (offer.searches()) {
            losses.accept(Loss.felt("web_search"));
        }
        if (offer.functions().isEmpty() || choice.mode() == ToolChoice.Mode.NONE) {
            return;
        }
        boolean demands =
                choice.mode() == ToolChoice.Mode.ANY || choice.mode() == ToolChoice.Mode.NAMED;
        if (demands) {
            losses.accept(Loss.felt("tool_choice"));
        }
        if (choice.oneAtATime()) {
            losses.accept(Loss.felt("parallel_tool_calls"));
        }
        var tools = chat.putArray("tools");
        for (Tool.Function function : offer.functions()) {
            // Where one tool is demanded, the model at least has no other to choose.
            if (choice.name().map(function.name()::equals).orElse(true)) {
                tools.add(tool(function));
            }
        }
    }

    private ObjectNode tool(Tool.Function function) {
        var description =
                Offer.description(function, recipient, losses)
                        .filter(text -> !text.isBlank())
                        .orElse(function.name());
        if (function.strict()) {
            losses.accept(Loss.slight("strict tools"));
        }
        var tool = Json.object().put("name", names.wire(function.name()));
        tool.put("description", description);
        var parameters = new ParameterDefinitions(recipient.quirks(), losses).of(function.schema());
        if (!parameters.isEmpty()) {
            tool.set("parameterDefinitions", parameters);
        }
        return tool;
    }
}
