package dev.patchbay.app;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.hub.Usage;
import dev.patchbay.proxy.RawBackend;
import dev.patchbay.wire.Json;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// Every kind of backend at one address: where it is asked tells which dialect to answer in, and
/// the number of the exchange tells what.
public final class ScriptedBackend implements AutoCloseable {
    /// The model that always fails, so that another target answers.
    static final String FAILING = "first";

    private static final String JSON = "application/json";

    private final Map<Integer, Scripted> script;
    private final Map<Integer, CountDownLatch> asked = new ConcurrentHashMap<>();
    private final RawBackend backend = new RawBackend(this::play);

    ScriptedBackend(Map<Integer, Scripted> script) throws IOException {
        this.script = script;
    }

    /// Its address, without any path.
    String url() {
        return backend.url().replace("/v1", "");
    }

    /// Is open once the backend was asked for this exchange.
    public CountDownLatch asked(int number) {
        return asked.computeIfAbsent(number, _ -> new CountDownLatch(1));
    }

    private void play(RawBackend.Guest guest) throws IOException {
        boolean more = true;
        while (more && guest.awaitsRequest()) {
            String head = guest.request();
            String line = head.lines().findFirst().orElseThrow();
            if (line.startsWith("GET ")) {
                guest.whole(404, JSON, "{\"error\":{\"message\":\"there is no list\"}}");
            } else {
                checkCredential(line, head);
                more = answer(guest, ScriptedSpeech.at(line), Json.read(guest.body()));
            }
        }
    }

    /// Each kind has a credential of its own sort.
    private static void checkCredential(String line, String head) {
        String wanted =
                line.contains("/club/")
                        ? "Bearer access-"
                        : switch (ScriptedSpeech.at(line)) {
                            case OPENAI -> "Bearer hush";
                            case ANTHROPIC -> "x-api-key: hush";
                            case OCI -> "Signature version=\"1\"";
                        };
        if (!head.contains(wanted)) {
            throw new AssertionError("without %s: %s".formatted(wanted, head));
        }
    }

    /// Whether the connection can be used again.
    private boolean answer(RawBackend.Guest guest, ScriptedSpeech speech, JsonNode request)
            throws IOException {
        Scripted exchange = script.get(number(request));
        asked(exchange.number()).countDown();
        return switch (exchange.fate()) {
            case TOLD, UNPRICED -> tell(guest, speech, exchange, exchange.told());
            case EITHER ->
                    request.path("model").asText().equals(FAILING)
                            ? refuse(guest)
                            : tell(guest, speech, exchange, exchange.told());
            case SILENT -> tell(guest, speech, exchange, Usage.UNKNOWN);
            case FAILED -> refuse(guest);
            case CUT -> cut(guest, speech, exchange);
            case LEFT -> {
                guest.send(RawBackend.STREAM_HEAD).chunk(speech.begun(exchange.told())).closed();
                yield false;
            }
            case EARLY -> {
                guest.closed();
                yield false;
            }
            case NOWHERE, BROKE -> throw new AssertionError("was asked for " + exchange);
        };
    }

    private static int number(JsonNode request) {
        return Stream.of("/max_tokens", "/max_completion_tokens", "/chatRequest/maxTokens")
                .mapToInt(at -> request.at(at).asInt())
                .max()
                .orElseThrow();
    }

    private static boolean tell(
            RawBackend.Guest guest, ScriptedSpeech speech, Scripted exchange, Usage told)
            throws IOException {
        if (exchange.stream()) {
            guest.send(RawBackend.STREAM_HEAD)
                    .chunk(speech.begun(told) + speech.ended(told))
                    .send("0\r\n\r\n");
        } else {
            guest.whole(200, JSON, speech.whole(told));
        }
        return true;
    }

    private static boolean refuse(RawBackend.Guest guest) throws IOException {
        guest.whole(500, JSON, "{\"error\":{\"message\":\"not today\"}}");
        return true;
    }

    private static boolean cut(RawBackend.Guest guest, ScriptedSpeech speech, Scripted exchange)
            throws IOException {
        if (exchange.stream()) {
            guest.send(RawBackend.STREAM_HEAD).chunk(speech.begun(exchange.told()));
        } else {
            String answer = speech.whole(exchange.told());
            guest.send(
                    "HTTP/1.1 200 X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(JSON, answer.length() + 1, answer.substring(1)));
        }
        return false;
    }

    @Override
    public void close() {
        backend.close();
    }
}
