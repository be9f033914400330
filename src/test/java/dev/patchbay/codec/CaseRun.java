package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.codec.body.AnswerReader;
import dev.patchbay.codec.oci.OciCodec;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Grammar;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Reasoning;
import dev.patchbay.hub.Reply;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.SseFrame;
import dev.patchbay.wire.SseWriter;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Carries one case once through the codecs, as an exchange does, with ids and counts that are the
/// same every time. A refused request is thrown as its error.
final class CaseRun {
    /// How the backend's bytes come to an end.
    enum Ending {
        CLOSED,
        BROKEN
    }

    private static final String OWN_MARK = "<own-mark>";
    private static final long CREATED = 1_700_000_000;
    private static final Usage ESTIMATE = Usage.UNKNOWN.withInput(25).asEstimate();

    private final CaseFolder folder;
    private final Codec.Front front;
    private final Codec.Back back;
    private final Keepsakes keepsakes = new BoundedKeepsakes(1 << 20);
    private final List<Loss> losses = new ArrayList<>();
    private final ObjectNode request;
    private final Prompt prompt;
    private final ObjectNode sent;
    private int madeIds;

    CaseRun(CaseFolder folder) {
        this.folder = folder;
        this.front = front(folder.front(), keepsakes, this::madeId);
        this.back =
                switch (folder.back()) {
                    case ANTHROPIC -> new AnthropicCodec(keepsakes, this::madeId);
                    case OPENAI -> new OpenAiCodec(keepsakes, this::madeId);
                    case OCI -> new OciCodec(keepsakes, this::madeId);
                };
        this.request = folder.request();
        signOwnThinking();
        this.prompt = front.read(request, losses::add);
        this.sent = back.write(prompt, folder.recipient(), losses::add);
    }

    private static Codec.Front front(Dialect dialect, Keepsakes keepsakes, Supplier<String> ids) {
        return switch (dialect) {
            case ANTHROPIC -> new AnthropicCodec(keepsakes, ids);
            case OPENAI -> new OpenAiCodec(keepsakes, ids);
            case OCI -> throw new IllegalArgumentException("no client speaks this");
        };
    }

    private String madeId() {
        return "case" + ++madeIds;
    }

    ObjectNode sent() {
        return sent;
    }

    /// The same request again, to see whether the first writing changed what it was written from.
    ObjectNode sentAgain() {
        return back.write(prompt, folder.recipient(), _ -> {});
    }

    List<Loss> losses() {
        return losses;
    }

    /// The events of an answer that comes in these reads.
    List<Event> answer(List<byte[]> reads, Ending ending) {
        var decoder = back.decoder(prompt, folder.recipient(), losses::add);
        var reader = new AnswerReader(back, decoder, "Testbed", losses::add);
        var events = new ArrayList<Event>();
        var grammar = new Grammar();
        Consumer<Event> out =
                event -> {
                    grammar.take(event)
                            .ifPresent(
                                    fault -> {
                                        throw new AssertionError(fault + " in " + events);
                                    });
                    events.add(event);
                };
        reader.head(folder.upstreamStatus(), folder.upstreamHeaders());
        for (byte[] read : reads) {
            reader.bytes(ByteBuffer.wrap(read), out);
        }
        switch (ending) {
            case CLOSED -> reader.end(out);
            case BROKEN ->
                    reader.broken(
                            ProxyError.of(
                                    ProxyError.Kind.UNREACHABLE,
                                    "The connection to the backend broke."),
                            out);
        }
        if (!grammar.finished()) {
            throw new AssertionError("the answer never ended: " + events);
        }
        return events;
    }

    /// The error that an exchange would answer with a status of its own, because nothing that binds
    /// it was told before.
    static Optional<ProxyError> refusal(List<Event> events) {
        for (Event event : events) {
            switch (event) {
                case Event.Failed(ProxyError error) -> {
                    return Optional.of(error);
                }
                case Event.Started _, Event.Metered _ -> {}
                case Event.BlockOpened _,
                        Event.BlockGrew _,
                        Event.BlockClosed _,
                        Event.Passed _,
                        Event.Ended _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    List<SseFrame> stream(List<Event> events) {
        var encoder = front.encoder(telling());
        var out = new SseWriter();
        events.forEach(event -> encoder.put(event, out));
        var written = out.take();
        var bytes = new byte[written.remaining()];
        written.get(bytes);
        return CaseFolder.frames(bytes);
    }

    /// The same answer in one piece; an answer that failed is thrown as its error.
    ObjectNode whole(List<Event> events) {
        return front.encoder(telling()).whole(Reply.fold(events));
    }

    /// The body that tells this error to the case's client.
    static ObjectNode envelope(CaseFolder folder, ProxyError error) {
        return front(folder.front(), Keepsakes.NONE, () -> "none").error(error, "req_case");
    }

    private Telling telling() {
        return front.telling(request, "case", "req_case")
                .withThinking(shown(prompt.reasoning()))
                .withEstimate(ESTIMATE)
                .withCreated(CREATED);
    }

    private static Telling.Thinking shown(Reasoning reasoning) {
        if (reasoning.hidden()) {
            return Telling.Thinking.SIGNATURE_ONLY;
        }
        return reasoning.mode() == Reasoning.Mode.OFF
                ? Telling.Thinking.HIDDEN
                : Telling.Thinking.SHOWN;
    }

    /// Puts a real signature of ours where a thinking block of the history has the placeholder.
    private void signOwnThinking() {
        var material = Optional.ofNullable(folder.about().get("material"));
        for (JsonNode message : request.path("messages")) {
            for (JsonNode block : message.path("content")) {
                if (block instanceof ObjectNode thinking
                        && thinking.path("signature").asText().equals(OWN_MARK)) {
                    thinking.put(
                            "signature",
                            OwnMark.sign(thinking.path("thinking").asText(), material, keepsakes));
                }
            }
        }
    }
}
