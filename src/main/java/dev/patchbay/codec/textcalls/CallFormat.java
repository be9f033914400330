package dev.patchbay.codec.textcalls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.List;

/// How one family of models writes tool calls into its text, and how calls, results and tools are
/// written for it: an entry of `text-calls.json`.
///
/// @param name what the quirk `textToolCalls` calls it
/// @param shapes the forms of a call that it is known to write, those that say most first
/// @param begins marks that may stand before the first of several calls
/// @param between marks that may stand between calls
/// @param ends marks that may stand behind the last of several calls
/// @param writing the form of what is written for it
/// @param request fields that a request needs, so that the server leaves the marks in its answer
public record CallFormat(
        String name,
        List<CallShape> shapes,
        List<String> begins,
        List<String> between,
        List<String> ends,
        Writing writing,
        ObjectNode request) {

    /// @param call one call
    /// @param pair one argument of a call, if `call` has pairs
    /// @param calls all calls of a turn
    /// @param joint what stands between two calls
    /// @param result what a call brought
    /// @param tools the definitions of the tools, one a line
    record Writing(
            CallPattern call,
            CallPattern pair,
            CallPattern calls,
            String joint,
            CallPattern result,
            CallPattern tools) {

        static Writing of(JsonNode said) {
            return new Writing(
                    pattern(said, "call"),
                    pattern(said, "pair"),
                    pattern(said, "calls"),
                    said.path("joint").asText(),
                    pattern(said, "result"),
                    pattern(said, "tools"));
        }
    }

    public CallFormat {
        shapes = List.copyOf(shapes);
        begins = List.copyOf(begins);
        between = List.copyOf(between);
        ends = List.copyOf(ends);
    }

    static CallFormat of(JsonNode said) {
        var shapes = new ArrayList<CallShape>();
        said.path("reads").forEach(shape -> shapes.add(shape(shape)));
        return new CallFormat(
                said.path("name").asText(),
                shapes,
                texts(said.path("begins")),
                texts(said.path("between")),
                texts(said.path("ends")),
                Writing.of(said.path("writes")),
                said.path("request") instanceof ObjectNode request ? request : Json.object());
    }

    private static CallShape shape(JsonNode said) {
        return new CallShape(
                pattern(said, "call"),
                pattern(said, "pair"),
                said.path("onlyOffered").asBoolean(),
                said.path("atLineStart").asBoolean());
    }

    private static CallPattern pattern(JsonNode said, String name) {
        return CallPattern.of(said.path(name).asText());
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
