package dev.patchbay.codec.anthropic;

import dev.patchbay.codec.edits.ContentEdits;
import dev.patchbay.codec.edits.RequestEdits;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Edits of requests to the Messages API.
public final class AnthropicEdits implements RequestEdits {
    @Override
    public byte[] prependToSystem(byte[] body, String text) {
        var edits = new JsonEdits(body);
        JsonSpan request = JsonSpan.of(body);
        List<JsonSpan> blocks = request.elements("system");
        if (!blocks.isEmpty() && isAttribution(blocks.getFirst())) {
            // Claude Code's attribution is understood in the first place only.
            edits.addAfter(blocks.getFirst(), ContentEdits.part(text));
        } else {
            ContentEdits.prependInstruction(edits, request, "system", text);
        }
        return edits.done();
    }

    @Override
    public byte[] appendToSystem(byte[] body, String text) {
        var edits = new JsonEdits(body);
        ContentEdits.appendInstruction(edits, JsonSpan.of(body), "system", text);
        return edits.done();
    }

    @Override
    public List<JsonSpan> toolNames(JsonSpan body) {
        List<JsonSpan> names = new ArrayList<>();
        for (JsonSpan tool : body.elements("tools")) {
            if (isOwn(tool)) {
                tool.at("name").ifPresent(names::add);
            }
        }
        body.at("tool_choice")
                .filter(choice -> choice.says("type", "tool"))
                .flatMap(choice -> choice.at("name"))
                .ifPresent(names::add);
        for (JsonSpan message : body.elements("messages")) {
            message.elements("content").forEach(block -> named(block, names));
        }
        return names.stream().filter(JsonSpan::isText).toList();
    }

    private static boolean isAttribution(JsonSpan block) {
        return block.at("text")
                .filter(it -> it.text().startsWith(SystemReader.BILLING))
                .isPresent();
    }

    /// The names of Anthropic's own kinds of tools are fixed.
    private static boolean isOwn(JsonSpan tool) {
        return tool.at("type").filter(type -> type.isText() && !type.is("custom")).isEmpty();
    }

    private static void named(JsonSpan block, List<JsonSpan> names) {
        switch (block.at("type").map(JsonSpan::text).orElse("")) {
            case "tool_use" -> {
                if (block.at("toolset_name").isEmpty()) {
                    block.at("name").ifPresent(names::add);
                }
            }
            case "tool_result" ->
                    block.elements("content").stream()
                            .filter(part -> part.says("type", "tool_reference"))
                            .forEach(part -> part.at("tool_name").ifPresent(names::add));
            case "tool_addition", "tool_removal" ->
                    block.at("tool").flatMap(AnthropicEdits::changed).ifPresent(names::add);
            default -> {}
        }
    }

    /// The tool that a block adds or removes is defined there, or only named.
    private static Optional<JsonSpan> changed(JsonSpan tool) {
        Optional<JsonSpan> definition = tool.at("definition");
        return definition.isEmpty() || isOwn(definition.get())
                ? definition.orElse(tool).at("name")
                : Optional.empty();
    }
}
