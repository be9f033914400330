package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Digest;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Losses;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.WireIds;
import dev.patchbay.codec.textcalls.CallFormats;
import dev.patchbay.codec.tools.AnswerForm;
import dev.patchbay.codec.tools.SchemaInWords;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.codec.turns.Conversation;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.wire.Json;

import java.util.function.Consumer;

/// Writes a prompt as the body of a chat-completions request, as its recipient takes it.
final class PromptWriter {
    private static final String USER_ID = "user_id";

    private final Prompt prompt;
    private final Recipient recipient;
    private final Quirks quirks;
    private final Keepsakes keepsakes;
    private final Consumer<Loss> losses;

    PromptWriter(Prompt prompt, Recipient recipient, Keepsakes keepsakes, Consumer<Loss> losses) {
        this.prompt = prompt;
        this.recipient = recipient;
        this.quirks = recipient.quirks();
        this.keepsakes = keepsakes;
        this.losses = new Losses(losses);
    }

    ObjectNode write() {
        var body = Json.object().put("model", recipient.target().model());
        var names = ToolNames.of(prompt);
        messages(SchemaInWords.added(prompt, quirks), names, body);
        new ToolFields(prompt, recipient, names, losses).write(body);
        var limit = new SamplingFields(prompt.sampling(), recipient, losses).write(body);
        new ReasoningFields(prompt.reasoning(), recipient, losses).write(limit, body);
        ResponseFormat.write(AnswerForm.held(prompt.format(), recipient, losses), body);
        stream(body);
        userId(body);
        extras(body);
        CallFormats.SHIPPED
                .request(quirks)
                .properties()
                .forEach(field -> body.putIfAbsent(field.getKey(), field.getValue()));
        fixed(body);
        return body;
    }

    private void messages(Prompt announced, ToolNames names, ObjectNode body) {
        var conversation = Conversation.of(announced, Dialect.OPENAI, recipient, losses);
        var ids = WireIds.of(prompt, quirks);
        var replay = new ReasoningReplay(quirks.reasoningHistory(), keepsakes, losses);
        var writer = new MessageWriter(quirks, names, ids, replay, losses);
        body.set("messages", writer.write(conversation));
        if (conversation.continues() && quirks.prefill() == Quirks.Prefill.CONTINUE_FINAL) {
            body.put("add_generation_prompt", false).put("continue_final_message", true);
        }
    }

    private void stream(ObjectNode body) {
        body.put("stream", prompt.stream());
        if (prompt.stream() && !quirks.noStreamOptions()) {
            body.putObject("stream_options").put("include_usage", true);
        }
    }

    /// The client's name for its user holds account ids; at most a hash of it leaves the house.
    private void userId(ObjectNode body) {
        var id = prompt.extras().getOrDefault(Dialect.ANTHROPIC, Json.object()).path(USER_ID);
        if (!id.isTextual()) {
            return;
        }
        var hash = Digest.hex(id.textValue());
        switch (quirks.userId()) {
            case DROP -> losses.accept(Loss.slight("metadata.user_id"));
            case USER -> body.put("user", hash);
            case SAFETY_IDENTIFIER -> body.put("safety_identifier", hash);
            case PROMPT_CACHE_KEY -> body.put("prompt_cache_key", hash);
        }
    }

    /// What a client said in this very dialect goes on as it came; what another dialect alone
    /// understands stays behind.
    private void extras(ObjectNode body) {
        prompt.extras()
                .forEach(
                        (dialect, fields) -> {
                            for (var field : fields.properties()) {
                                if (dialect == Dialect.OPENAI) {
                                    body.putIfAbsent(field.getKey(), field.getValue().deepCopy());
                                } else if (!field.getKey().equals(USER_ID)) {
                                    losses.accept(Loss.slight(field.getKey()));
                                }
                            }
                        });
    }

    /// What people fixed for this target has the last word.
    private void fixed(ObjectNode body) {
        recipient.target().temperature().ifPresent(value -> body.put("temperature", value));
        recipient.target().extra().forEach((name, value) -> body.set(name, value.deepCopy()));
    }
}
