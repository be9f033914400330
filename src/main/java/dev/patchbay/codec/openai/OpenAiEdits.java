package dev.patchbay.codec.openai;

import dev.patchbay.codec.edits.ContentEdits;
import dev.patchbay.codec.edits.RequestEdits;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Edits of chat completion requests. The system text is what the leading `system` and `developer`
/// messages say.
public final class OpenAiEdits implements RequestEdits {
    @Override
    public byte[] prependToSystem(byte[] body, String text) {
        return edited(
                body,
                text,
                (edits, leading) ->
                        ContentEdits.prependInstruction(
                                edits, leading.getFirst(), "content", text));
    }

    @Override
    public byte[] appendToSystem(byte[] body, String text) {
        return edited(
                body,
                text,
                (edits, leading) ->
                        ContentEdits.appendInstruction(edits, leading.getLast(), "content", text));
    }

    /// Where there are no instructions yet, the text becomes the first.
    private static byte[] edited(
            byte[] body, String text, BiConsumer<JsonEdits, List<JsonSpan>> edit) {
        JsonSpan request = JsonSpan.of(body);
        List<JsonSpan> leading = leading(request);
        var edits = new JsonEdits(body);
        if (leading.isEmpty()) {
            addSystem(edits, request, text);
        } else {
            edit.accept(edits, leading);
        }
        return edits.done();
    }

    @Override
    public List<JsonSpan> toolNames(JsonSpan body) {
        List<JsonSpan> names = new ArrayList<>();
        body.elements("tools").forEach(tool -> named(tool, names));
        body.elements("functions").forEach(function -> nameOf(function, names));
        body.at("function_call").ifPresent(call -> nameOf(call, names));
        body.at("tool_choice").ifPresent(choice -> chosen(choice, names));
        for (JsonSpan message : body.elements("messages")) {
            message.elements("tool_calls").forEach(call -> named(call, names));
            message.at("function_call").ifPresent(call -> nameOf(call, names));
            // In other roles it is the name of who speaks.
            if (message.says("role", "tool") || message.says("role", "function")) {
                nameOf(message, names);
            }
        }
        return names.stream().filter(JsonSpan::isText).toList();
    }

    private static void chosen(JsonSpan choice, List<JsonSpan> names) {
        named(choice, names);
        choice.at("allowed_tools")
                .ifPresent(allowed -> allowed.elements("tools").forEach(it -> named(it, names)));
    }

    /// A tool, a call or a choice: what is named is the function or the custom tool inside.
    private static void named(JsonSpan tool, List<JsonSpan> names) {
        tool.at("function").ifPresent(function -> nameOf(function, names));
        tool.at("custom").ifPresent(custom -> nameOf(custom, names));
    }

    private static void nameOf(JsonSpan named, List<JsonSpan> names) {
        named.at("name").ifPresent(names::add);
    }

    private static List<JsonSpan> leading(JsonSpan request) {
        return request.elements("messages").stream()
                .takeWhile(it -> it.says("role", "system") || it.says("role", "developer"))
                .toList();
    }

    private static void addSystem(JsonEdits edits, JsonSpan request, String text) {
        var message = Json.object().put("role", "system").put("content", text);
        request.at("messages")
                .filter(JsonSpan::isArray)
                .ifPresent(messages -> edits.addFirst(messages, Json.bytes(message)));
    }
}
