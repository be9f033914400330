package dev.patchbay.codec.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Losses;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.tools.Offer;
import dev.patchbay.codec.tools.SchemaCleaner;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.wire.Json;

import java.util.Optional;

/// Writes what the model may call and what it must: `tools` and `tool_choice`.
final class ToolFields {
    private final Prompt prompt;
    private final Recipient recipient;
    private final ToolNames names;
    private final Losses losses;
    private final SchemaCleaner schemas;

    ToolFields(Prompt prompt, Recipient recipient, ToolNames names, Losses losses) {
        this.prompt = prompt;
        this.recipient = recipient;
        this.names = names;
        this.losses = losses;
        this.schemas = new SchemaCleaner(recipient.quirks(), losses);
    }

    void write(ObjectNode body) {
        var offer = Offer.of(prompt, Optional.of(Dialect.ANTHROPIC), recipient, losses);
        var tools = Json.array();
        offer.functions().forEach(function -> tools.add(tool(function)));
        if (offer.searches()) {
            tools.add(search());
        }
        if (!tools.isEmpty()) {
            body.set("tools", tools);
            choice(prompt.choice(), body);
        }
    }

    private ObjectNode tool(Tool.Function function) {
        var written = Json.object().put("name", names.wire(function.name()));
        Offer.description(function, recipient, losses)
                .ifPresent(text -> written.put("description", text));
        var schema = schemas.parameters(function.schema());
        written.set("input_schema", schema);
        if (Offer.strict(function, schema, recipient, losses)) {
            written.put("strict", true);
        }
        return written;
    }

    private JsonNode search() {
        return prompt.search(Dialect.ANTHROPIC)
                .<JsonNode>map(JsonNode::deepCopy)
                .orElseGet(
                        () ->
                                Json.object()
                                        .put("type", "web_search_20250305")
                                        .put("name", "web_search"));
    }

    private void choice(ToolChoice choice, ObjectNode body) {
        var type =
                switch (choice.mode()) {
                    case FREE -> choice.oneAtATime() ? "auto" : "";
                    case AUTO -> "auto";
                    case ANY -> "any";
                    case NONE -> "none";
                    case NAMED -> "tool";
                };
        if (type.isEmpty()) {
            return;
        }
        var written = body.putObject("tool_choice").put("type", type);
        choice.name().ifPresent(name -> written.put("name", names.wire(name)));
        if (choice.oneAtATime() && choice.mode() != ToolChoice.Mode.NONE) {
            written.put("disable_parallel_tool_use", true);
        }
    }
}
