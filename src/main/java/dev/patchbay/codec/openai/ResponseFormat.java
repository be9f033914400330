package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.OutputFormat;

/// Writes `response_format`.
final class ResponseFormat {
    private static final String NAME = "response_format";

    private ResponseFormat() {}

    static void write(OutputFormat format, ObjectNode body) {
        switch (format) {
            case OutputFormat.Free _ -> {}
            case OutputFormat.AnyJson _ -> body.putObject(NAME).put("type", "json_object");
            case OutputFormat.JsonSchema(String name, ObjectNode schema, boolean strict) -> {
                var json = body.putObject(NAME).put("type", "json_schema").putObject("json_schema");
                json.put("name", name).set("schema", schema);
                if (strict) {
                    json.put("strict", true);
                }
            }
        }
    }
}
