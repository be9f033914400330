package dev.patchbay.codec.tools;

import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.wire.Json;

import java.util.ArrayList;

/// The form of the answer asked for in the system text.
public final class SchemaInWords {
    private SchemaInWords() {}

    /// A backend that can be held to JSON but not to a schema learns the schema from the system
    /// text; several of them even refuse the mode unless a message speaks of JSON.
    public static Prompt added(Prompt prompt, Quirks quirks) {
        return prompt.format() instanceof OutputFormat.JsonSchema
                        && quirks.jsonOutput() == Quirks.JsonOutput.OBJECT
                ? added(prompt)
                : prompt;
    }

    /// For a backend that can be held to nothing else.
    public static Prompt added(Prompt prompt) {
        return switch (prompt.format()) {
            case OutputFormat.Free _ -> prompt;
            case OutputFormat.AnyJson _ ->
                    with("Answer with one JSON object and nothing else.", prompt);
            case OutputFormat.JsonSchema wanted ->
                    with(
                            "Answer with one JSON object that follows this schema: "
                                    + Json.text(wanted.schema()),
                            prompt);
        };
    }

    private static Prompt with(String words, Prompt prompt) {
        var system = new ArrayList<>(prompt.system());
        system.add(new Part.Text(words));
        return prompt.withSystem(system);
    }
}
