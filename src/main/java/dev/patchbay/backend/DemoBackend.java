package dev.patchbay.backend;

import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import org.xnio.XnioIoThread;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/// The built-in backend: offline, free, and the same answer to the same request. It streams text,
/// thinks, calls the client's tools and fails in every way that real backends do; docs/demo.md says
/// how to ask for what.
public final class DemoBackend implements Backend {
    /// About as fast as people read.
    public static final Duration USUAL_BEAT = Duration.ofMillis(25);

    /// The beginning of 2026: an answer that told the time would not be the same twice.
    static final long CREATED = 1_767_225_600;

    private final OpenAiCodec codec;
    private final Duration beat;

    /// @param beat the pause after each word of an answer
    public DemoBackend(OpenAiCodec codec, Duration beat) {
        this.codec = codec;
        this.beat = beat;
    }

    /// The models that it lists.
    public static List<String> models() {
        return DemoCue.models();
    }

    /// Whether it has this model, listed or not: it fails with any status that is asked for.
    public static boolean has(String model) {
        return DemoCue.models().contains(model) || DemoCues.of(model, "").failure().isPresent();
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Upstream open(XnioIoThread io, Outgoing outgoing, Answer answer) {
        var performance = new DemoPerformance(io, answer, beat);
        // The whole conversation is read and counted: milliseconds that no I/O thread has.
        Thread.ofVirtual()
                .name("demo-script")
                .start(
                        () -> {
                            Runnable first = prepare(outgoing, performance);
                            begin(io, first);
                        });
        return performance;
    }

    @Override
    public void close() {}

    private static void begin(XnioIoThread io, Runnable first) {
        try {
            io.execute(first);
        } catch (RejectedExecutionException e) {
            // The program ends, and with it everybody who waited for this.
            return;
        }
    }

    private Runnable prepare(Outgoing outgoing, DemoPerformance performance) {
        try {
            Cast cast = cast(outgoing);
            return () -> performance.play(cast.steps(), cast.voice());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            ProxyError error = ProxyError.from(e);
            return () -> performance.fail(error);
        }
    }

    private record Cast(List<DemoStep> steps, DemoVoice voice) {}

    private Cast cast(Outgoing outgoing) {
        String path = outgoing.path().split("\\?", 2)[0];
        if (outgoing.method().equals("GET") && path.equals("/models")) {
            return mute(listing());
        }
        if (!outgoing.method().equals("POST") || !path.equals("/chat/completions")) {
            return mute(DemoFault.unknownPath(outgoing.method(), path));
        }
        return DemoRequest.of(outgoing.body())
                .map(request -> new Cast(DemoScript.of(request), DemoVoice.of(request, codec)))
                .orElseGet(() -> mute(DemoFault.noRequest()));
    }

    private static Cast mute(DemoStep step) {
        return new Cast(List.of(step), new DemoVoice.Mute());
    }

    private static DemoStep listing() {
        var list = Json.object().put("object", "list");
        var data = list.putArray("data");
        for (String model : models()) {
            data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", CREATED)
                    .put("owned_by", "patchbay");
        }
        return new DemoStep.Respond(
                200, Headers.of("content-type", "application/json"), Json.text(list));
    }
}
