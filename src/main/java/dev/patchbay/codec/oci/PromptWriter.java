package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Losses;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.tools.AnswerForm;
import dev.patchbay.codec.tools.SchemaInWords;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Hosting;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Json;

import java.util.function.Consumer;

/// Writes a prompt as the body of a chat request: the envelope, the form that the model takes, and
/// what all forms have in common.
final class PromptWriter {
    private static final String USER_ID = "user_id";

    private final Prompt prompt;
    private final Recipient recipient;
    private final Keepsakes keepsakes;
    private final Consumer<Loss> losses;

    PromptWriter(Prompt prompt, Recipient recipient, Keepsakes keepsakes, Consumer<Loss> losses) {
        this.prompt = prompt;
        this.recipient = recipient;
        this.keepsakes = keepsakes;
        this.losses = new Losses(losses);
    }

    ObjectNode write() {
        var hosting = recipient.hosting();
        if (hosting.account().isEmpty()) {
            throw ProxyError.of(
                    ProxyError.Kind.INTERNAL,
                    "Backend '%s' has no compartmentId; add it to the settings."
                            .formatted(recipient.backend()));
        }
        var form = ChatForm.of(hosting, recipient.target().model());
        var chat = Json.object().put("apiFormat", form.name());
        var announced = SchemaInWords.added(prompt, recipient.quirks());
        switch (form) {
            case GENERIC -> new GenericForm(announced, recipient, keepsakes, losses).write(chat);
            case COHERE -> new CohereForm(announced, recipient, losses).write(chat);
            case COHEREV2 -> new CohereV2Form(announced, recipient, keepsakes, losses).write(chat);
        }
        new SamplingFields(prompt.sampling(), recipient, form, losses).write(chat);
        ResponseFormat.write(AnswerForm.held(prompt.format(), recipient, losses), form, chat);
        stream(chat);
        extras(chat);
        fixed(chat);
        var body = Json.object().put("compartmentId", hosting.account());
        body.set("servingMode", serving(hosting));
        body.set("chatRequest", chat);
        return body;
    }

    private static ObjectNode serving(Hosting hosting) {
        return hosting.dedicated()
                ? Json.object().put("servingType", "DEDICATED").put("endpointId", hosting.id())
                : Json.object().put("servingType", "ON_DEMAND").put("modelId", hosting.id());
    }

    private void stream(ObjectNode chat) {
        chat.put("isStream", prompt.stream());
        if (prompt.stream() && !recipient.quirks().noStreamOptions()) {
            chat.putObject("streamOptions").put("isIncludeUsage", true);
        }
    }

    /// What a client said in this very dialect goes on as it came; what another dialect alone
    /// understands stays behind, as does the client's name for its user.
    private void extras(ObjectNode chat) {
        prompt.extras()
                .forEach(
                        (dialect, fields) -> {
                            for (var field : fields.properties()) {
                                if (dialect == Dialect.OCI) {
                                    chat.putIfAbsent(field.getKey(), field.getValue().deepCopy());
                                } else {
                                    losses.accept(Loss.slight(name(dialect, field.getKey())));
                                }
                            }
                        });
    }

    private static String name(Dialect dialect, String field) {
        return dialect == Dialect.ANTHROPIC && field.equals(USER_ID) ? "metadata.user_id" : field;
    }

    /// What people fixed for this target has the last word.
    private void fixed(ObjectNode chat) {
        recipient.target().temperature().ifPresent(value -> chat.put("temperature", value));
        recipient.target().extra().forEach((name, value) -> chat.set(name, value.deepCopy()));
    }
}
