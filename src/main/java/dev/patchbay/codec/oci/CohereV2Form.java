package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Effort;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Message;
import dev.patchbay.codec.OwnThinking;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.WireIds;
import dev.patchbay.codec.tools.Offer;
import dev.patchbay.codec.tools.SchemaCleaner;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.codec.turns.Conversation;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks.ReasoningHistory;
import dev.patchbay.hub.Tool;
import dev.patchbay.wire.Json;

import java.util.List;
import java.util.function.Consumer;

/// Writes a request for Cohere's models of the second form. What such a model says beside its calls
/// is its plan for them.
final class CohereV2Form {
    private final Prompt prompt;
    private final Recipient recipient;
    private final Keepsakes keepsakes;
    private final Consumer<Loss> losses;
    private final ToolNames names;
    private final WireIds ids;
    private final Contents contents;

    CohereV2Form(Prompt prompt, Recipient recipient, Keepsakes keepsakes, Consumer<Loss> losses) {
        this.prompt = prompt;
        this.recipient = recipient;
        this.keepsakes = keepsakes;
        this.losses = losses;
        this.names = ToolNames.of(prompt);
        this.ids = WireIds.of(prompt, recipient.quirks());
        this.contents = new Contents(ChatForm.COHEREV2, losses);
    }

    void write(ObjectNode chat) {
        var conversation = Conversation.of(prompt, Dialect.OCI, recipient, losses);
        var messages = chat.putArray("messages");
        if (!conversation.system().isEmpty()) {
            messages.add(message("SYSTEM", conversation.system()));
        }
        conversation.messages().forEach(message -> messages.add(message(message)));
        tools(chat);
        thinking(chat);
    }

    private ObjectNode message(Message message) {
        return switch (message) {
            case Message.Instruction(List<Part> parts) -> message("SYSTEM", parts);
            case Message.User(List<Part> parts) -> message("USER", parts);
            case Message.Assistant assistant -> assistant(assistant);
            case Message.ToolResult(String callId, List<Part> parts) ->
                    message("TOOL", parts).put("toolCallId", ids.wire(callId));
        };
    }

    private ObjectNode message(String role, List<Part> parts) {
        return Json.object().put("role", role).set("content", contents.of(parts));
    }

    private ObjectNode assistant(Message.Assistant turn) {
        var message = Json.object().put("role", "ASSISTANT");
        var content = thought(turn);
        if (turn.calls().isEmpty()) {
            content.addAll(contents.said(turn));
        } else {
            var plan = Contents.spoken(turn.parts());
            if (!plan.isEmpty()) {
                message.put("toolPlan", plan);
            }
            var calls = message.putArray("toolCalls");
            turn.calls().forEach(call -> calls.add(call(call)));
        }
        if (!content.isEmpty()) {
            message.set("content", content);
        }
        return message;
    }

    private ArrayNode thought(Message.Assistant turn) {
        var content = Json.array();
        var thinking = OwnThinking.of(turn, losses);
        if (recipient.quirks().reasoningHistory() == ReasoningHistory.REASONING_CONTENT) {
            var text = thinking.text(keepsakes);
            if (!text.isEmpty()) {
                content.addObject().put("type", "THINKING").put("thinking", text);
            }
        } else if (!thinking.isEmpty()) {
            losses.accept(Loss.slight("thinking in the history"));
        }
        return content;
    }

    private ObjectNode call(Part.ToolCall call) {
        var written = Json.object().put("id", ids.wire(call.id())).put("type", "FUNCTION");
        written.putObject("function")
                .put("name", names.wire(call.name()))
                .put("arguments", call.inputOrEmptyObject());
        return written;
    }

    private void tools(ObjectNode chat) {
        var offer = Offer.of(prompt, recipient, losses);
        var choice = offer.choice();
        if (offer.searches()) {
            losses.accept(Loss.felt("web_search"));
        }
        if (offer.functions().isEmpty()) {
            return;
        }
        var schemas = new SchemaCleaner(recipient.quirks(), losses);
        var tools = chat.putArray("tools");
        for (Tool.Function function : offer.functions()) {
            // One tool cannot be named, but it can be the only one.
            if (choice.name().map(function.name()::equals).orElse(true)) {
                tools.add(tool(function, schemas));
            }
        }
        switch (choice.mode()) {
            case FREE, AUTO -> {}
            case ANY, NAMED -> chat.put("toolsChoice", "REQUIRED");
            case NONE -> chat.put("toolsChoice", "NONE");
        }
        if (choice.oneAtATime()) {
            losses.accept(Loss.felt("parallel_tool_calls"));
        }
    }

    private ObjectNode tool(Tool.Function function, SchemaCleaner schemas) {
        var written = Json.object().put("name", names.wire(function.name()));
        Offer.description(function, recipient, losses)
                .ifPresent(text -> written.put("description", text));
        written.set("parameters", schemas.parameters(function.schema()));
        if (function.strict()) {
            losses.accept(Loss.slight("strict tools"));
        }
        return Json.object().put("type", "FUNCTION").set("function", written);
    }

    /// Thinking can be switched and bounded, as with Claude; there are no levels. A model of which
    /// no levels are known does not think.
    private void thinking(ObjectNode chat) {
        var reasoning = prompt.reasoning();
        if (Effort.asked(reasoning).isEmpty()) {
            return;
        }
        if (recipient.traits().efforts().isEmpty()) {
            losses.accept(Loss.slight("reasoning effort"));
            return;
        }
        var thinking = chat.putObject("thinking");
        thinking.put("type", Effort.off(reasoning) ? "DISABLED" : "ENABLED");
        if (!Effort.off(reasoning)) {
            reasoning.budget().ifPresent(tokens -> thinking.put("tokenBudget", tokens));
            if (reasoning.effort().isPresent()) {
                losses.accept(Loss.slight("reasoning effort"));
            }
        }
    }
}
