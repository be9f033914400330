package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.OutputFormat;

/// Writes `responseFormat`, in which Cohere's forms put a schema elsewhere and name nothing.
final class ResponseFormat {
    private static final String NAME = "responseFormat";

    private ResponseFormat() {}

    static void write(OutputFormat format, ChatForm form, ObjectNode chat) {
        switch (format) {
            case OutputFormat.Free _ -> {}
            case OutputFormat.AnyJson _ -> chat.putObject(NAME).put("type", "JSON_OBJECT");
            case OutputFormat.JsonSchema(_, ObjectNode schema, _) when form != ChatForm.GENERIC ->
                    chat.putObject(NAME).put("type", "JSON_OBJECT").set("schema", schema);
            case OutputFormat.JsonSchema(String name, ObjectNode schema, boolean strict) -> {
                var json = chat.putObject(NAME).put("type", "JSON_SCHEMA").putObject("jsonSchema");
                json.put("name", name).set("schema", schema);
                if (strict) {
                    json.put("isStrict", true);
                }
            }
        }
    }
}
