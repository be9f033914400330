package dev.patchbay.codec.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.codec.BoundedKeepsakes;
import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.Told;
import dev.patchbay.codec.body.AnswerReader;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Grammar;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Reasoning;
import dev.patchbay.hub.Sampling;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.hub.Traits;
import dev.patchbay.hub.Turn;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// One exchange with a backend called "Mill", from bytes to events.
final class Rig {
    private int ids;
    final BoundedKeepsakes keepsakes = new BoundedKeepsakes(1 << 20);
    final List<Loss> losses = new ArrayList<>();
    private final OpenAiCodec codec = new OpenAiCodec(keepsakes, () -> "made" + ++ids);
    private final List<Tool> tools = new ArrayList<>();
    private List<Turn> turns = List.of();
    private List<String> stop = List.of();
    private ToolChoice choice = ToolChoice.UNSAID;
    private boolean hidden;
    private boolean thinkTags;
    private boolean implicitOpen;
    private String textToolCalls = "";
    private boolean thinkingBesideOutput;
    private Quirks.ReasoningHistory history = Quirks.ReasoningHistory.NONE;

    Rig tool(String name, String... required) {
        var schema = Json.object().put("type", "object");
        var list = schema.putArray("required");
        List.of(required).forEach(list::add);
        tools.add(new Tool.Function(name, Optional.empty(), schema, false));
        return this;
    }

    Rig forced(String name) {
        choice = new ToolChoice(ToolChoice.Mode.NAMED, Optional.of(name), false);
        return this;
    }

    Rig stop(String... sequences) {
        stop = List.of(sequences);
        return this;
    }

    Rig past(String callId) {
        turns = List.of(new Turn(Turn.Role.ASSISTANT, List.of(new Part.ToolCall(callId, "x", ""))));
        return this;
    }

    Rig hidden() {
        hidden = true;
        return this;
    }

    Rig thinkTags() {
        thinkTags = true;
        return this;
    }

    Rig textToolCalls(String format) {
        textToolCalls = format;
        return this;
    }

    Rig implicitOpen() {
        implicitOpen = true;
        return this;
    }

    Rig thinkingBesideOutput() {
        thinkingBesideOutput = true;
        return this;
    }

    Rig keepsDetails() {
        history = Quirks.ReasoningHistory.REASONING_DETAILS;
        return this;
    }

    /// The chunks as a stream, each on a line of its own here and in a frame of its own there.
    static String sse(String chunks) {
        var stream = new StringBuilder();
        chunks.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> stream.append("data: ").append(line.strip()).append("\n\n"));
        return stream.toString();
    }

    /// What is told of a stream of these chunks.
    String stream(String chunks) {
        return Told.of(events("text/event-stream", sse(chunks)));
    }

    String answer(String contentType, String body) {
        return Told.of(events(contentType, body));
    }

    List<Event> events(String contentType, String body) {
        return events(
                200,
                Headers.of("content-type", contentType),
                List.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    List<Event> events(int status, Headers headers, List<byte[]> reads) {
        var events = new ArrayList<Event>();
        var reader = reader();
        var checked = checked(events);
        reader.head(status, headers);
        reads.forEach(read -> reader.bytes(ByteBuffer.wrap(read), checked));
        reader.end(checked);
        return events;
    }

    /// Collects events and holds them to the grammar.
    static Consumer<Event> checked(List<Event> events) {
        var grammar = new Grammar();
        return event -> {
            assertEquals(Optional.empty(), grammar.take(event), () -> Told.of(events) + event);
            events.add(event);
        };
    }

    AnswerReader reader() {
        return new AnswerReader(codec, decoder(), "Mill", losses::add);
    }

    EventDecoder decoder() {
        return codec.decoder(prompt(), recipient(), losses::add);
    }

    List<String> lost() {
        return losses.stream().map(Loss::what).toList();
    }

    private Prompt prompt() {
        return new Prompt(
                "alias",
                List.of(),
                turns,
                tools,
                choice,
                new Sampling(
                        OptionalInt.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        stop,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.empty()),
                new Reasoning(Reasoning.Mode.ON, OptionalInt.empty(), Optional.empty(), hidden),
                new OutputFormat.Free(),
                true,
                Map.of());
    }

    private Recipient recipient() {
        return new Recipient("Mill", Target.of("mill", "m"), quirks(), Traits.UNKNOWN);
    }

    private Quirks quirks() {
        return SomeQuirks.with(
                Map.of(
                        "thinkTags", thinkTags,
                        "implicitOpen", implicitOpen,
                        "reasoningHistory", history,
                        "textToolCalls", textToolCalls,
                        "thinkingBesideOutput", thinkingBesideOutput));
    }

    /// A chunk with this delta.
    static String delta(String json) {
        return "{\"id\":\"u1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + json + "}]}";
    }

    static String finish(String reason) {
        return "{\"id\":\"u1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},"
                + "\"finish_reason\":\""
                + reason
                + "\"}]}";
    }

    static String calls(String... elements) {
        return delta("{\"tool_calls\":[" + String.join(",", elements) + "]}");
    }

    /// Text as a JSON string.
    static String quoted(String text) {
        return Json.text(TextNode.valueOf(text));
    }
}
