package dev.patchbay.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.journal.Recording.Side;

import java.util.OptionalInt;

/// An exchange as HTTP Archive 1.2 has it. But for one, headers are never kept, so there is that
/// and the one that is known; what the format wants and nobody knows is -1, as it says.
record HarFile(OneExchange of) {
    private static final String JSON = "application/json";

    ObjectNode of(String version) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        ObjectNode inside = log.putObject("log").put("version", "1.2");
        inside.putObject("creator").put("name", "Patchbay").put("version", version);
        inside.putArray("entries").add(entry());
        return log;
    }

    private ObjectNode entry() {
        KeptExchange exchange = of.exchange();
        int duration = end(KeptExchange.End::durationMillis).orElse(0);
        int first = Math.min(duration, end(KeptExchange.End::firstTokenMillis).orElse(duration));
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("startedDateTime", exchange.startedAt().toString());
        entry.put("time", duration);
        entry.set("request", request());
        entry.set("response", response());
        entry.putObject("cache");
        entry.putObject("timings")
                .put("send", 0)
                .put("wait", first)
                .put("receive", duration - first);
        return entry;
    }

    private OptionalInt end(java.util.function.Function<KeptExchange.End, OptionalInt> what) {
        return of.exchange().end().map(what).orElse(OptionalInt.empty());
    }

    private ObjectNode request() {
        ObjectNode request = message().put("method", "POST").put("url", of.url());
        request.putArray("queryString");
        header("content-type", JSON, request);
        of.betas().ifPresent(betas -> header("anthropic-beta", betas, request));
        request.put("bodySize", of.exchange().asker().bytes().orElse(-1));
        of.body(Side.CLIENT_REQUEST)
                .ifPresent(
                        body -> {
                            ObjectNode data = request.putObject("postData").put("mimeType", JSON);
                            data.put("text", OneExchange.text(body)).putArray("params");
                            sayIfCut(body, data);
                        });
        return request;
    }

    private static void header(String name, String value, ObjectNode into) {
        into.withArray("headers").addObject().put("name", name).put("value", value);
    }

    private ObjectNode response() {
        int status = end(KeptExchange.End::status).orElse(0);
        boolean streamed = of.exchange().asker().stream() && status == 200;
        ObjectNode response = message().put("status", status).put("statusText", "");
        ObjectNode content = response.putObject("content");
        content.put("mimeType", streamed ? "text/event-stream" : JSON).put("size", -1);
        of.body(Side.CLIENT_ANSWER)
                .ifPresent(
                        body -> {
                            content.put("size", body.total()).put("text", OneExchange.text(body));
                            sayIfCut(body, content);
                        });
        return response.put("redirectURL", "").put("bodySize", -1);
    }

    private static ObjectNode message() {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("httpVersion", "HTTP/1.1");
        message.putArray("cookies");
        message.putArray("headers");
        return message.put("headersSize", -1);
    }

    private static void sayIfCut(KeptBody body, ObjectNode into) {
        if (!body.isWhole()) {
            into.put(
                    "comment",
                    "the first %d of %d bytes".formatted(body.content().length, body.total()));
        }
    }
}
