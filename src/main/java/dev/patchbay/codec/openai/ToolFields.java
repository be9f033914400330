package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.tools.Offer;
import dev.patchbay.codec.tools.SchemaCleaner;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.wire.Json;

import java.util.Optional;
import java.util.function.Consumer;

/// Writes what the model may call and what it must: `tools`, `tool_choice`, `parallel_tool_calls`,
/// and a search of the backend's own.
final class ToolFields {
    private final Prompt prompt;
    private final Recipient recipient;
    private final Quirks quirks;
    private final ToolNames names;
    private final Consumer<Loss> losses;
    private final SchemaCleaner schemas;

    ToolFields(Prompt prompt, Recipient recipient, ToolNames names, Consumer<Loss> losses) {
        this.prompt = prompt;
        this.recipient = recipient;
        this.quirks = recipient.quirks();
        this.names = names;
        this.losses = losses;
        this.schemas = new SchemaCleaner(quirks, losses);
    }

    void write(ObjectNode body) {
        var offer = Offer.of(prompt, Optional.of(Dialect.OPENAI), recipient, losses);
        if (offer.searches()) {
            search(body);
        }
        if (offer.functions().isEmpty() || quirks.toolsAsText()) {
            return;
        }
        var tools = body.putArray("tools");
        offer.functions().forEach(function -> tools.add(tool(function)));
        choice(offer.choice(), body);
        if (offer.choice().oneAtATime()) {
            if (quirks.noParallelSwitch()) {
                losses.accept(Loss.felt("parallel_tool_calls"));
            } else {
                body.put("parallel_tool_calls", false);
            }
        }
    }

    private void search(ObjectNode body) {
        var own = prompt.search(Dialect.OPENAI);
        if (own.isPresent()) {
            body.set("web_search_options", own.get().deepCopy());
        } else if (quirks.reasoningForm() == Quirks.ReasoningForm.OBJECT) {
            body.putArray("plugins").addObject().put("id", "web");
        } else {
            body.putObject("web_search_options");
        }
    }

    private ObjectNode tool(Tool.Function function) {
        var written = Json.object().put("name", names.wire(function.name()));
        Offer.description(function, recipient, losses)
                .ifPresent(text -> written.put("description", text));
        var parameters = schemas.parameters(function.schema());
        written.set("parameters", parameters);
        if (Offer.strict(function, parameters, recipient, losses)) {
            written.put("strict", true);
        }
        return Json.object().put("type", "function").set("function", written);
    }

    private void choice(ToolChoice choice, ObjectNode body) {
        switch (choice.mode()) {
            case FREE -> {}
            case AUTO -> body.put("tool_choice", "auto");
            case ANY -> body.put("tool_choice", "required");
            case NONE -> body.put("tool_choice", "none");
            case NAMED ->
                    body.putObject("tool_choice")
                            .put("type", "function")
                            .putObject("function")
                            .put("name", names.wire(choice.name().orElse("")));
        }
    }
}
