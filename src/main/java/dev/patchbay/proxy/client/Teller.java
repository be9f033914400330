package dev.patchbay.proxy.client;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.EventEncoder;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Folding;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.StopReason;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseWriter;

/// Tells one answer to its client, as a stream or in one piece.
public sealed interface Teller {
    void tell(Event event);

    /// Sends what was told since the last call; whether there was anything.
    boolean flush();

    /// A sign of life.
    void ping();

    /// Whether the client has got a status, so that only the stream itself can still tell a
    /// failure.
    boolean begun();

    /// Ends with this error, in whichever way is still possible.
    void fail(ProxyError error);

    /// Frames as they come.
    final class Streaming implements Teller {
        private static final Headers HEAD =
                Headers.of(
                        "content-type",
                        "text/event-stream; charset=utf-8",
                        "cache-control",
                        "no-cache",
                        "x-accel-buffering",
                        "no");

        private final ClientStream client;
        private final EventEncoder encoder;
        private final Refusal refusal;
        private final SseWriter frames = new SseWriter();
        private boolean begun;
        private boolean started;

        public Streaming(ClientStream client, EventEncoder encoder, Refusal refusal) {
            this.client = client;
            this.encoder = encoder;
            this.refusal = refusal;
        }

        @Override
        public void tell(Event event) {
            if (event instanceof Event.Started) {
                if (started) {
                    return;
                }
                started = true;
            }
            encoder.put(event, frames);
            if (event instanceof Event.Ended) {
                begin();
                client.end(frames.take());
            }
        }

        @Override
        public boolean flush() {
            if (frames.isEmpty()) {
                return false;
            }
            begin();
            client.write(frames.take());
            return true;
        }

        @Override
        public void ping() {
            encoder.ping(frames);
            begin();
            client.write(frames.take());
        }

        @Override
        public boolean begun() {
            return begun;
        }

        @Override
        public void fail(ProxyError error) {
            if (!begun) {
                refusal.send(client, error);
                return;
            }
            encoder.put(new Event.Failed(error), frames);
            client.end(frames.take());
        }

        private void begin() {
            if (!begun) {
                begun = true;
                client.head(200, HEAD.with(refusal.codec().requestIdHeader(), refusal.requestId()));
            }
        }
    }

    /// Everything at the end.
    final class Whole implements Teller {
        private final ClientStream client;
        private final EventEncoder encoder;
        private final Refusal refusal;
        private final Folding folding = new Folding();

        public Whole(ClientStream client, EventEncoder encoder, Refusal refusal) {
            this.client = client;
            this.encoder = encoder;
            this.refusal = refusal;
        }

        @Override
        public void tell(Event event) {
            folding.take(event);
            if (event instanceof Event.Ended(StopReason _)) {
                byte[] body = Json.bytes(encoder.whole(folding.reply()));
                client.whole(
                        200,
                        Headers.of(
                                "content-type",
                                "application/json",
                                refusal.codec().requestIdHeader(),
                                refusal.requestId()),
                        body);
            }
        }

        @Override
        public boolean flush() {
            return false;
        }

        // A client that waits for one piece gets nothing until it is there.
        @Override
        public void ping() {}

        @Override
        public boolean begun() {
            return false;
        }

        @Override
        public void fail(ProxyError error) {
            refusal.send(client, error);
        }
    }

    /// How an error is told before anything else was.
    record Refusal(Codec.Front codec, String requestId) {
        public void send(ClientStream client, ProxyError error) {
            byte[] body = Json.bytes(codec.error(error, requestId));
            client.whole(codec.status(error), headers(error), body);
        }

        public Headers headers(ProxyError error) {
            Headers headers =
                    Headers.of(
                            "content-type", "application/json", codec.requestIdHeader(), requestId);
            if (error.retryAfter().isPresent()) {
                headers =
                        headers.with("retry-after", String.valueOf(error.retryAfter().getAsInt()));
            }
            if (error.shouldRetry().isPresent()) {
                headers = headers.with("x-should-retry", String.valueOf(error.shouldRetry().get()));
            }
            return headers;
        }
    }
}
