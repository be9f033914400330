package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.SchemaCleaner;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.Quirks.JsonOutput;

import java.util.function.Consumer;

/// Writes the form that the answer must have, as far as the recipient can be held to it.
final class AnswerForm {
    private final OutputFormat format;
    private final Recipient recipient;
    private final ChatForm form;
    private final Consumer<Loss> losses;

    AnswerForm(OutputFormat format, Recipient recipient, ChatForm form, Consumer<Loss> losses) {
        this.format = format;
        this.recipient = recipient;
        this.form = form;
        this.losses = losses;
    }

    void write(ObjectNode chat) {
        var able = recipient.quirks().jsonOutput();
        switch (format) {
            case OutputFormat.Free _ -> {}
            case OutputFormat.AnyJson _ -> {
                if (able == JsonOutput.NONE) {
                    losses.accept(Loss.felt("response_format"));
                } else {
                    anyJson(chat);
                }
            }
            case OutputFormat.JsonSchema wanted -> {
                switch (able) {
                    case SCHEMA -> schema(wanted, chat);
                    case OBJECT -> {
                        anyJson(chat);
                        losses.accept(Loss.felt("response_format"));
                    }
                    case NONE -> losses.accept(Loss.felt("response_format"));
                }
            }
        }
    }

    private static ObjectNode anyJson(ObjectNode chat) {
        return chat.putObject("responseFormat").put("type", "JSON_OBJECT");
    }

    private void schema(OutputFormat.JsonSchema wanted, ObjectNode chat) {
        var schema = new SchemaCleaner(recipient.quirks(), losses).schema(wanted.schema());
        if (form != ChatForm.GENERIC) {
            anyJson(chat).set("schema", schema);
            return;
        }
        var json =
                chat.putObject("responseFormat").put("type", "JSON_SCHEMA").putObject("jsonSchema");
        json.put("name", wanted.name()).set("schema", schema);
        if (wanted.strict()) {
            if (SchemaCleaner.isStrict(schema)) {
                json.put("isStrict", true);
            } else {
                losses.accept(Loss.slight("strict response_format"));
            }
        }
    }
}
