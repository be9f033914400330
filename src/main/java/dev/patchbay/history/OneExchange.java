package dev.patchbay.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;

import dev.patchbay.hub.Rates;
import dev.patchbay.journal.Recording.Side;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One exchange as text for other programs, with what was kept of its bodies. No credential was
/// ever kept, so none is in it.
///
/// @param address the proxy's own, as clients are told it
public record OneExchange(KeptExchange exchange, List<KeptBody> bodies, String address) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String OPENAI = "openai";

    private static final Map<Side, String> NAMES =
            Map.of(
                    Side.CLIENT_REQUEST, "clientRequest",
                    Side.CLIENT_BETAS, "clientBetas",
                    Side.UPSTREAM_REQUEST, "upstreamRequest",
                    Side.UPSTREAM_ANSWER, "upstreamAnswer",
                    Side.CLIENT_ANSWER, "clientAnswer");

    public OneExchange {
        bodies = List.copyOf(bodies);
    }

    /// All that is known of it.
    public String json() {
        ObjectNode all = ExportFields.object(exchange);
        exchange.way().reason().ifPresent(reason -> all.put("reason", reason));
        exchange.cost().rates().ifPresent(rates -> all.set("price", price(rates)));
        ObjectNode kept = all.putObject("bodies");
        for (KeptBody body : bodies) {
            ObjectNode entry = kept.putObject(NAMES.get(body.side()));
            entry.put("bytes", body.total());
            entry.put("whole", body.isWhole());
            entry.set("content", content(body));
        }
        return text(all);
    }

    private static JsonNode price(Rates rates) {
        return read(PriceText.of(rates));
    }

    private static JsonNode content(KeptBody body) {
        return body.isWhole() ? read(text(body)) : JsonNodeFactory.instance.textNode(text(body));
    }

    /// An HTTP archive, version 1.2: what the client sent and got.
    ///
    /// @param version Patchbay's
    public String har(String version) {
        return text(new HarFile(this).of(version));
    }

    /// A command that sends the request again; the token is a variable that the reader sets.
    ///
    /// @return empty where the request was not kept whole
    public Optional<String> curl() {
        return body(Side.CLIENT_REQUEST).filter(KeptBody::isWhole).map(this::curl);
    }

    private String curl(KeptBody request) {
        String credential =
                speaksOpenAi()
                        ? "-H \"authorization: Bearer $PATCHBAY_TOKEN\""
                        : "-H \"x-api-key: $PATCHBAY_TOKEN\" -H 'anthropic-version: 2023-06-01'"
                                + betas().map(OneExchange::betaLine).orElse("");
        String body = text(request);
        String end = "END";
        while (body.contains(end)) {
            end += "_";
        }
        // A request is often longer than one argument of a command may be.
        return "curl %s -H 'content-type: application/json' %s --data-binary @- <<'%s'%n%s%n%s%n"
                .formatted(url(), credential, end, body, end);
    }

    private static String betaLine(String betas) {
        return " -H 'anthropic-beta: %s'".formatted(betas.replace("'", ""));
    }

    /// Which beta features of Anthropic's API the client wanted.
    Optional<String> betas() {
        return body(Side.CLIENT_BETAS).map(OneExchange::text);
    }

    String url() {
        return address + (speaksOpenAi() ? "/v1/chat/completions" : "/v1/messages");
    }

    private boolean speaksOpenAi() {
        return exchange.asker().front().filter(OPENAI::equals).isPresent();
    }

    Optional<KeptBody> body(Side side) {
        return bodies.stream().filter(body -> body.side() == side).findFirst();
    }

    static String text(KeptBody body) {
        return new String(body.content(), StandardCharsets.UTF_8);
    }

    /// JSON as it came, everything else as a text.
    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text).isContainerNode()
                    ? JsonNodeFactory.instance.rawValueNode(new RawValue(text))
                    : JsonNodeFactory.instance.textNode(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree could not be written", e);
        }
    }
}
