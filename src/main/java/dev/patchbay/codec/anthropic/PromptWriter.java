package dev.patchbay.codec.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Digest;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Losses;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.tools.SchemaCleaner;
import dev.patchbay.codec.tools.SchemaInWords;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.codec.turns.Conversation;
import dev.patchbay.codec.turns.Manner;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.wire.Json;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Writes a prompt as the body of a Messages request, as its recipient takes it.
final class PromptWriter {
    private static final String USER_ID = "user_id";

    /// What OpenAI's clients call their user.
    private static final Set<String> USERS = Set.of("user", "safety_identifier");

    private final Prompt prompt;
    private final Recipient recipient;
    private final Quirks quirks;
    private final Keepsakes keepsakes;
    private final Losses losses;

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
        var conversation =
                Conversation.of(
                        schema().isPresent() ? prompt : SchemaInWords.added(prompt),
                        Dialect.ANTHROPIC,
                        Manner.BLOCKS,
                        recipient,
                        losses);
        var limit = new SamplingFields(prompt, recipient, losses);
        var messages = new MessageWriter(names, keepsakes, losses);
        body.put("max_tokens", limit.tokens());
        if (!conversation.system().isEmpty()) {
            body.set("system", messages.system(conversation.system()));
        }
        body.set("messages", messages.write(conversation.messages()));
        new ToolFields(prompt, recipient, names, losses).write(body);
        boolean thinks =
                new ThinkingFields(prompt, recipient, losses)
                        .write(limit.tokens(), conversation.continues(), body);
        form(body);
        limit.write(thinks, body);
        body.put("stream", prompt.stream());
        prompt.extras().forEach((dialect, fields) -> extras(dialect, fields, body));
        fixed(body);
        return body;
    }

    /// The schema that the recipient can hold the answer to.
    private Optional<OutputFormat.JsonSchema> schema() {
        return prompt.format() instanceof OutputFormat.JsonSchema wanted
                        && quirks.jsonOutput() == Quirks.JsonOutput.SCHEMA
                ? Optional.of(wanted)
                : Optional.empty();
    }

    private void form(ObjectNode body) {
        var schema = schema();
        if (schema.isPresent()) {
            var format = body.withObjectProperty("output_config").putObject("format");
            format.put("type", "json_schema")
                    .set("schema", new SchemaCleaner(quirks, losses).schema(schema.get().schema()));
        } else if (!(prompt.format() instanceof OutputFormat.Free)) {
            losses.felt("response_format");
        }
    }

    /// What a client said in this very dialect goes on as it came; what another dialect alone
    /// understands stays behind.
    private void extras(Dialect dialect, ObjectNode fields, ObjectNode body) {
        for (var field : fields.properties()) {
            var name = field.getKey();
            if (dialect == Dialect.ANTHROPIC && name.equals(USER_ID)) {
                body.withObjectProperty("metadata").set(USER_ID, field.getValue());
            } else if (dialect == Dialect.ANTHROPIC) {
                body.putIfAbsent(name, field.getValue().deepCopy());
            } else if (USERS.contains(name) && quirks.userId() != Quirks.UserId.DROP) {
                var hash = Digest.hex(field.getValue().asText());
                body.withObjectProperty("metadata").put(USER_ID, hash);
            } else if (name.equals("logit_bias")) {
                losses.felt(name);
            } else {
                losses.slight(name);
            }
        }
    }

    /// What people fixed for this target has the last word.
    private void fixed(ObjectNode body) {
        recipient.target().temperature().ifPresent(value -> body.put("temperature", value));
        recipient.target().extra().forEach((name, value) -> body.set(name, value.deepCopy()));
    }
}
