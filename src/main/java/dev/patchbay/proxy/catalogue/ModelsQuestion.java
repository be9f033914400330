package dev.patchbay.proxy.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Service;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import org.xnio.XnioIoThread;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Asks a backend which models it has, page by page, over its own connection. Waits for the
/// answers: never on an I/O thread.
public final class ModelsQuestion {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST_PAGES = 50;
    private static final int MOST_MODELS = 20_000;

    private final Service service;
    private final XnioIoThread io;

    public ModelsQuestion(Service service, XnioIoThread io) {
        this.service = service;
        this.io = io;
    }

    /// Whether there is such a question at all, and a credential to ask it with. Of the demo
    /// backend all is known.
    static boolean canBeAsked(Service service) {
        Auth auth = service.settings().auth();
        boolean demo = service.settings().kind() == BackendKind.DEMO;
        boolean clientsOwn = auth.style() instanceof AuthStyle.Client && auth.keys().isEmpty();
        return switch (service.backend().dialect()) {
            case OPENAI, ANTHROPIC -> !clientsOwn && !demo;
            case OCI -> false;
        };
    }

    /// All models; a failure says why there is no list.
    List<String> all() {
        var ids = new LinkedHashSet<String>();
        Optional<String> after = Optional.empty();
        for (int page = 0; page < MOST_PAGES && ids.size() < MOST_MODELS; page++) {
            JsonNode list = list(page(after));
            List<String> more = ids(list);
            ids.addAll(more);
            boolean last = !list.path("has_more").asBoolean(false) || more.isEmpty();
            if (last || after.equals(Optional.of(more.getLast()))) {
                break;
            }
            after = Optional.of(list.path("last_id").asText(more.getLast()));
        }
        if (ids.isEmpty()) {
            throw unlisted("its list is empty");
        }
        return List.copyOf(ids);
    }

    /// One page as it came.
    ///
    /// @param after the last model of the page before
    public Collected.Page page(Optional<String> after) {
        return new Question(service, io, PATIENCE).ask(outgoing(after));
    }

    private Outgoing outgoing(Optional<String> after) {
        Headers headers =
                Headers.of(
                        "Accept", "application/json",
                        "Accept-Encoding", "identity",
                        "User-Agent", "Patchbay");
        String path =
                switch (service.backend().dialect()) {
                    case OPENAI, OCI -> "/models";
                    case ANTHROPIC -> {
                        headers = headers.with("anthropic-version", "2023-06-01");
                        yield "/v1/models?limit=1000"
                                + after.map(id -> "&after_id=" + encoded(id)).orElse("");
                    }
                };
        for (var extra : service.settings().headers().entrySet()) {
            headers = headers.with(extra.getKey(), extra.getValue());
        }
        return new Outgoing("GET", path, headers, new byte[0]);
    }

    private static JsonNode list(Collected.Page page) {
        switch (page.status()) {
            case 200 -> {}
            case 401, 403 -> throw unlisted("the key was refused (%d)".formatted(page.status()));
            case 404, 405 -> throw unlisted("it has no list (%d)".formatted(page.status()));
            default -> throw unlisted("it answered %d".formatted(page.status()));
        }
        try {
            return Json.read(page.body());
        } catch (JsonProcessingException e) {
            throw unlisted("its answer is no JSON");
        }
    }

    /// The models on a page: `data` as OpenAI and Anthropic have it; some servers answer the bare
    /// list.
    public static List<String> ids(JsonNode list) {
        var ids = new ArrayList<String>();
        for (JsonNode each : list.isArray() ? list : list.path("data")) {
            String id = each.isTextual() ? each.textValue() : each.path("id").asText("");
            if (isName(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static boolean isName(String id) {
        return !id.isBlank()
                && id.length() <= ModelName.LONGEST
                && id.chars().noneMatch(Character::isISOControl);
    }

    private static ProxyError unlisted(String reason) {
        return ProxyError.of(ProxyError.Kind.UPSTREAM_FAILED, reason);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
