package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Effort;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.WireIds;
import dev.patchbay.codec.tools.Offer;
import dev.patchbay.codec.tools.SchemaCleaner;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.codec.turns.Conversation;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.wire.Json;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Writes a request for all models but Cohere's: conversation, tools, how hard to think.
final class GenericForm {
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high");

    private final Prompt prompt;
    private final Recipient recipient;
    private final Keepsakes keepsakes;
    private final Consumer<Loss> losses;
    private final ToolNames names;

    GenericForm(Prompt prompt, Recipient recipient, Keepsakes keepsakes, Consumer<Loss> losses) {
        this.prompt = prompt;
        this.recipient = recipient;
        this.keepsakes = keepsakes;
        this.losses = losses;
        this.names = ToolNames.of(prompt);
    }

    void write(ObjectNode chat) {
        var conversation = Conversation.of(prompt, Dialect.OCI, recipient, losses);
        var ids = WireIds.of(prompt, recipient.quirks());
        chat.set(
                "messages",
                new GenericMessages(recipient.quirks(), names, ids, keepsakes, losses)
                        .write(conversation));
        tools(chat);
        effort(chat);
    }

    private void tools(ObjectNode chat) {
        var offer = Offer.of(prompt, recipient, losses);
        if (offer.searches()) {
            chat.putObject("webSearchOptions");
        }
        if (offer.functions().isEmpty()) {
            return;
        }
        var schemas = new SchemaCleaner(recipient.quirks(), losses);
        var tools = chat.putArray("tools");
        offer.functions().forEach(function -> tools.add(tool(function, schemas)));
        choice(offer.choice(), chat);
        if (offer.choice().oneAtATime()) {
            if (recipient.quirks().noParallelSwitch()) {
                losses.accept(Loss.felt("parallel_tool_calls"));
            } else {
                chat.put("isParallelToolCalls", false);
            }
        }
    }

    private ObjectNode tool(Tool.Function function, SchemaCleaner schemas) {
        var tool = Json.object().put("type", "FUNCTION").put("name", names.wire(function.name()));
        Offer.description(function, recipient, losses)
                .ifPresent(text -> tool.put("description", text));
        if (function.strict()) {
            losses.accept(Loss.slight("strict tools"));
        }
        return tool.<ObjectNode>set("parameters", schemas.parameters(function.schema()));
    }

    private void choice(ToolChoice choice, ObjectNode chat) {
        switch (choice.mode()) {
            case FREE -> {}
            case AUTO -> chat.putObject("toolChoice").put("type", "AUTO");
            case ANY -> chat.putObject("toolChoice").put("type", "REQUIRED");
            case NONE -> chat.putObject("toolChoice").put("type", "NONE");
            case NAMED ->
                    chat.putObject("toolChoice")
                            .put("type", "FUNCTION")
                            .put("name", names.wire(choice.name().orElse("")));
        }
    }

    /// A model of which no levels are known is sent none: most that do not reason refuse the field.
    private void effort(ObjectNode chat) {
        var asked = Effort.asked(prompt.reasoning());
        if (asked.isEmpty()) {
            return;
        }
        var accepted =
                recipient.quirks().reasoningForm() == Quirks.ReasoningForm.NONE
                        ? List.<String>of()
                        : known(recipient.traits().efforts());
        var level = asked.flatMap(wish -> Effort.nearest(wish, accepted));
        level.ifPresent(word -> chat.put("reasoningEffort", word.toUpperCase(Locale.ROOT)));
        if (!level.equals(asked)) {
            losses.accept(Loss.slight("reasoning effort"));
        }
    }

    /// Oracle knows no level above high, whatever the model's maker knows.
    private static List<String> known(List<String> efforts) {
        return efforts.stream()
                .map(word -> EFFORTS.contains(word) ? word : "high")
                .distinct()
                .toList();
    }
}
