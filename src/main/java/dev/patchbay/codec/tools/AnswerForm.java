package dev.patchbay.codec.tools;

import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.OutputFormat.AnyJson;
import dev.patchbay.hub.OutputFormat.Free;
import dev.patchbay.hub.OutputFormat.JsonSchema;
import dev.patchbay.hub.Quirks.JsonOutput;

import java.util.function.Consumer;

/// The form that an answer must have, as far as the recipient can be held to it.
public final class AnswerForm {
    private AnswerForm() {}

    /// What to ask for instead of what is wanted: a schema comes back as the recipient takes it.
    public static OutputFormat held(
            OutputFormat wanted, Recipient recipient, Consumer<Loss> losses) {
        var able = recipient.quirks().jsonOutput();
        return switch (wanted) {
            case Free free -> free;
            case AnyJson any -> able == JsonOutput.NONE ? lost(new Free(), losses) : any;
            case JsonSchema schema ->
                    switch (able) {
                        case SCHEMA -> taken(schema, recipient, losses);
                        case OBJECT -> lost(new AnyJson(), losses);
                        case NONE -> lost(new Free(), losses);
                    };
        };
    }

    private static OutputFormat lost(OutputFormat rest, Consumer<Loss> losses) {
        losses.accept(Loss.felt("response_format"));
        return rest;
    }

    private static OutputFormat taken(
            JsonSchema wanted, Recipient recipient, Consumer<Loss> losses) {
        var schema = new SchemaCleaner(recipient.quirks(), losses).schema(wanted.schema());
        boolean strict = wanted.strict() && SchemaCleaner.isStrict(schema);
        if (wanted.strict() && !strict) {
            losses.accept(Loss.slight("strict response_format"));
        }
        return new JsonSchema(wanted.name(), schema, strict);
    }
}
