package dev.patchbay.codec.openai;

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
    private final Consumer<Loss> losses;

    AnswerForm(OutputFormat format, Recipient recipient, Consumer<Loss> losses) {
        this.format = format;
        this.recipient = recipient;
        this.losses = losses;
    }

    void write(ObjectNode body) {
        var able = recipient.quirks().jsonOutput();
        switch (format) {
            case OutputFormat.Free _ -> {}
            case OutputFormat.AnyJson _ -> {
                if (able == JsonOutput.NONE) {
                    losses.accept(Loss.felt("response_format"));
                } else {
                    body.putObject("response_format").put("type", "json_object");
                }
            }
            case OutputFormat.JsonSchema schema -> {
                switch (able) {
                    case SCHEMA -> schema(schema, body.putObject("response_format"));
                    case OBJECT -> {
                        body.putObject("response_format").put("type", "json_object");
                        losses.accept(Loss.felt("response_format"));
                    }
                    case NONE -> losses.accept(Loss.felt("response_format"));
                }
            }
        }
    }

    private void schema(OutputFormat.JsonSchema wanted, ObjectNode out) {
        var schema = new SchemaCleaner(recipient.quirks(), losses).schema(wanted.schema());
        var json = out.put("type", "json_schema").putObject("json_schema");
        json.put("name", wanted.name()).set("schema", schema);
        if (wanted.strict()) {
            if (SchemaCleaner.isStrict(schema)) {
                json.put("strict", true);
            } else {
                losses.accept(Loss.slight("strict response_format"));
            }
        }
    }
}
