package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.codec.body.AnswerReader;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Reply;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// A client and a backend that talk through the codecs for several turns.
final class Dialogue {
    private final Keepsakes keepsakes = new BoundedKeepsakes(1 << 20);
    private final Codec.Front front = new AnthropicCodec();
    private final Codec.Back back = new OpenAiCodec(keepsakes, () -> "made");

    static Recipient recipient(JsonNode quirks) {
        return new Recipient(
                "Testbed",
                Target.of("test", "test-model"),
                Defaults.with(Quirks.class, quirks, null),
                Traits.UNKNOWN);
    }

    static ObjectNode simpleRequest() {
        var request = Json.object().put("model", "m").put("max_tokens", 100);
        request.putArray("messages").addObject().put("role", "user").put("content", "Hi");
        return request;
    }

    ObjectNode sent(ObjectNode request, Recipient recipient) {
        return back.write(front.read(request, _ -> {}), recipient, _ -> {});
    }

    /// The message that the client gets for a stream of these deltas.
    ObjectNode answer(ObjectNode request, Recipient recipient, String... deltas) {
        var prompt = front.read(request, _ -> {});
        var shown =
                prompt.reasoning().hidden()
                        ? Telling.Thinking.SIGNATURE_ONLY
                        : Telling.Thinking.SHOWN;
        var telling = new Telling("msg_1", "req_1", prompt.alias(), shown, true, Usage.of(1, 1));
        var reply = reply(request, recipient, Integer.MAX_VALUE, deltas);
        return front.encoder(telling).whole(reply);
    }

    /// The reply to this request, heard in reads of at most this size.
    Reply reply(ObjectNode request, Recipient recipient, int readSize, String... deltas) {
        var decoder = back.decoder(front.read(request, _ -> {}), recipient, _ -> {});
        var reader = new AnswerReader(back, decoder, recipient.backend(), _ -> {});
        var events = new ArrayList<Event>();
        reader.head(200, Headers.of("content-type", "text/event-stream"));
        byte[] stream = stream(deltas).getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < stream.length; from += readSize) {
            int size = Math.min(readSize, stream.length - from);
            reader.bytes(ByteBuffer.wrap(stream, from, size), events::add);
            if (size < readSize) {
                break;
            }
        }
        reader.end(events::add);
        return Reply.fold(events);
    }

    private static String stream(String... deltas) {
        var stream = new StringBuilder();
        for (String delta : deltas) {
            stream.append("data: {\"choices\":[{\"index\":0,\"delta\":")
                    .append(delta)
                    .append("}]}\n\n");
        }
        return stream.append("data: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}\n\n")
                .append("data: [DONE]\n\n")
                .toString();
    }
}
