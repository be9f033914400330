package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.HttpProxy;
import dev.patchbay.settings.SecretUnavailable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// claude-code-router's config.json: providers, and a router that chooses one by what a request is
/// like and never by the name that was asked for.
///
/// So its router becomes one alias with cases, in the order in which it decides, and every tier and
/// the default lead to that alias. A Haiku is its sign of a side request, so that tier has an alias
/// of its own where there is a route for those. `provider,model`, which its users type, becomes an
/// alias with a star.
final class RouterImport {
    private static final String EVERYDAY = "ccr";
    private static final String HAIKU = "ccr-haiku";
    private static final int USUAL_THRESHOLD = 60_000;

    private static final Set<String> READ =
            Set.of(
                    "Providers",
                    "providers",
                    "Router",
                    "fallback",
                    "HOST",
                    "PORT",
                    "LOG_LEVEL",
                    "PROXY_URL",
                    "forceUseImageAgent");

    private static final String OWN_PROGRAM =
            "runs a program of its own; cases, quirks and rewrites do here what can be done as"
                    + " data.";
    private static final String CLIENTS = "is for the client, not for what stands behind it.";
    private static final Map<String, String> REASONS =
            Map.of(
                    "APIKEY", "is not taken; Patchbay has a local token, see `patchbay token`.",
                    "CUSTOM_ROUTER_PATH", OWN_PROGRAM,
                    "transformers", OWN_PROGRAM,
                    "Transformers", OWN_PROGRAM,
                    "REWRITE_SYSTEM_PROMPT",
                            "replaces the client's prompt by a file; a rewrite can put a text"
                                    + " before or behind it.",
                    "LOG", "is not taken; log.level says how much is logged.",
                    "API_TIMEOUT_MS",
                            "is not taken; a backend's `timeouts` say how long it may take.",
                    "StatusLine", CLIENTS,
                    "CLAUDE_PATH", CLIENTS,
                    "NON_INTERACTIVE_MODE", CLIENTS);

    private static final Set<String> ROUTES =
            Set.of(
                    "default",
                    "background",
                    "think",
                    "longContext",
                    "longContextThreshold",
                    "webSearch",
                    "image");

    private final ObjectNode file;
    private final Harvest harvest;
    private final Map<String, String> idByName = new LinkedHashMap<>();

    private RouterImport(ObjectNode file, Harvest harvest) {
        this.file = file;
        this.harvest = harvest;
    }

    static boolean fits(ObjectNode file) {
        return providers(file).isArray()
                && (file.path("Router").isObject() || file.has("Providers"));
    }

    private static JsonNode providers(ObjectNode file) {
        return file.path(file.has("Providers") ? "Providers" : "providers");
    }

    static void read(ObjectNode file, Harvest harvest) throws SecretUnavailable {
        new RouterImport(file, harvest).read();
    }

    private void read() throws SecretUnavailable {
        Optional<String> proxy = proxy();
        for (JsonNode each : providers(file)) {
            new RouterProvider(each, proxy, harvest)
                    .read()
                    .ifPresent(id -> idByName.put(LooseJson.text(each, "name"), id));
        }
        routes(file.path("Router"));
        harvest.host("HOST", LooseJson.text(file, "HOST"));
        harvest.port("PORT", LooseJson.text(file, "PORT"));
        harvest.logLevel("LOG_LEVEL", LooseJson.text(file, "LOG_LEVEL"));
        if (file.path("forceUseImageAgent").asBoolean()) {
            harvest.needless(
                    "forceUseImageAgent", "a case `images` sends every request with a picture.");
        }
        harvest.rest("", file, READ, REASONS);
    }

    private Optional<String> proxy() {
        String url = LooseJson.text(file, "PROXY_URL");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (HttpProxy.of(url).login().isEmpty()) {
                return Optional.of(url);
            }
            harvest.cannot(
                    "PROXY_URL",
                    "holds a password, which would stand in the settings in the clear.");
        } catch (HttpProxy.Unusable e) {
            harvest.cannot("PROXY_URL", e.message());
        }
        return Optional.empty();
    }

    private void routes(JsonNode router) {
        idByName.forEach(
                (name, id) -> Harvest.target(harvest.alias(name + ",*"), Target.of(id, "*")));
        harvest.rest("Router.", router, ROUTES, Map.of());
        List<Target> usual = chain(router, "default");
        if (usual.isEmpty()) {
            if (!Harvest.isEmpty(router)) {
                harvest.cannot(
                        "Router.default",
                        "leads nowhere, so the other routes have no alias to be in.");
            }
            return;
        }
        ObjectNode everyday = harvest.alias(EVERYDAY);
        usual.forEach(target -> Harvest.target(everyday, target));
        cases(
                router,
                everyday,
                List.of("image", "longContext", "background", "webSearch", "think"));
        List.of("opus", "sonnet", "haiku", "fable").forEach(tier -> harvest.tier(tier, EVERYDAY));
        harvest.otherwise(EVERYDAY);
        List<Target> background = chain(router, "background");
        if (!background.isEmpty()) {
            ObjectNode haiku = harvest.alias(HAIKU);
            background.forEach(target -> Harvest.target(haiku, target));
            cases(router, haiku, List.of("image", "longContext"));
            harvest.tier("haiku", HAIKU);
        }
    }

    private void cases(JsonNode router, ObjectNode alias, List<String> routes) {
        for (String route : routes) {
            List<Target> targets = chain(router, route);
            if (!targets.isEmpty()) {
                ObjectNode one = alias.withArray("cases").addObject();
                when(route, one.putObject("when"), router);
                targets.forEach(target -> Harvest.target(one, target));
            }
        }
    }

    private static void when(String route, ObjectNode when, JsonNode router) {
        switch (route) {
            case "image" -> when.put("images", true);
            case "longContext" -> {
                int said = router.path("longContextThreshold").asInt(0);
                when.put("longerThan", said > 0 ? said : USUAL_THRESHOLD);
            }
            case "background" -> when.put("background", true);
            case "webSearch" -> when.put("webSearch", true);
            default -> when.put("thinking", true);
        }
    }

    /// The route of this name, and what it falls back to.
    private List<Target> chain(JsonNode router, String route) {
        List<Target> targets = new ArrayList<>();
        String first = LooseJson.text(router, route);
        if (first.isEmpty()) {
            return targets;
        }
        target("Router." + route, first).ifPresent(targets::add);
        for (JsonNode next : file.path("fallback").path(route)) {
            target("fallback." + route, next.asText()).ifPresent(targets::add);
        }
        return targets;
    }

    private Optional<Target> target(String key, String text) {
        int comma = text.indexOf(',');
        String provider = comma < 0 ? text : text.substring(0, comma).strip();
        String model = comma < 0 ? "" : text.substring(comma + 1).strip();
        String id = idByName.get(provider);
        if (id == null || model.isEmpty()) {
            harvest.cannot(key, "leads to no provider that comes.");
            return Optional.empty();
        }
        return Optional.of(Target.of(id, model));
    }
}
