package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.BackendKind;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The config.json of a gateway to OCI: one compartment, models by name, and aliases.
///
/// There an alias is meant when it stands anywhere in the name that was asked for, the first in the
/// file wins, and aliases come before the models' own names. So it becomes a wildcard with a star
/// at both ends; and a model's own name becomes an alias only where no other would have caught it,
/// since here an exact name comes before every wildcard.
final class OciImport {
    private static final Set<String> READ =
            Set.of(
                    "compartment_id",
                    "endpoint",
                    "model_aliases",
                    "model_definitions",
                    "default_model",
                    "server");
    private static final String NOT_OURS = "has no counterpart in Patchbay.";
    private static final Map<String, String> REASONS =
            Map.of(
                    "guardrails", NOT_OURS,
                    "debug_ui", NOT_OURS,
                    "rate_limit", NOT_OURS,
                    "messages_max_items", NOT_OURS,
                    "debug", "is not taken; log.level says how much is logged.",
                    "enable_nl_tool_fallback",
                            "is not taken; models that write tool calls as text have the quirk"
                                    + " `textToolCalls`.");
    private static final Set<String> OF_MODEL =
            Set.of("ocid", "max_tokens_key", "temperature", "api_format", "model_types");

    private final ObjectNode file;
    private final Harvest harvest;

    private OciImport(ObjectNode file, Harvest harvest) {
        this.file = file;
        this.harvest = harvest;
    }

    static boolean fits(ObjectNode file) {
        return file.path("model_definitions").isObject()
                || file.path("model_aliases").isObject()
                || file.has("compartment_id") && file.has("endpoint");
    }

    static void read(ObjectNode file, Harvest harvest) {
        new OciImport(file, harvest).read();
    }

    private void read() {
        String url = LooseJson.text(file, "endpoint");
        Optional<Site> site = Site.of(BackendKind.OCI, url, "");
        if (site.isEmpty()) {
            harvest.cannot("endpoint", "is no address that can be used, so nothing comes.");
            return;
        }
        ObjectNode backend = harvest.backend("oci", "OCI Generative AI", site.get());
        backend.put("compartmentId", LooseJson.text(file, "compartment_id"));
        backend.putObject("auth").put("style", "oci");
        JsonNode models = file.path("model_definitions");
        models.properties().forEach(each -> model(backend, each.getKey(), each.getValue()));
        names(backend.path("id").asText(), models);
        server(file.path("server"));
        harvest.rest("", file, READ, REASONS);
    }

    private void model(ObjectNode backend, String name, JsonNode said) {
        ObjectNode model = backend.withArray("models").addObject().put("id", name);
        String ocid = LooseJson.text(said, "ocid");
        if (!ocid.isEmpty()) {
            model.put("ocid", ocid);
        }
        String key = LooseJson.text(said, "max_tokens_key");
        if (key.equals("max_tokens") || key.equals("max_completion_tokens")) {
            model.put("maxTokensKey", key);
        } else if (!key.isEmpty()) {
            harvest.cannot(
                    place(name) + "max_tokens_key",
                    "is neither max_tokens nor max_completion_tokens.");
        }
        if (said.path("temperature").isNumber()) {
            model.set("temperature", said.path("temperature"));
        }
        if (!LooseJson.text(said, "api_format").isEmpty()) {
            model.put("api", LooseJson.text(said, "api_format"));
        }
        if (said.path("model_types").isArray()) {
            model.put("images", said.path("model_types").toString().contains("\"images\""));
        }
        harvest.rest(place(name), said, OF_MODEL, Map.of());
    }

    private static String place(String model) {
        return "model_definitions." + model + ".";
    }

    private void names(String backend, JsonNode models) {
        JsonNode aliases = file.path("model_aliases");
        for (Map.Entry<String, JsonNode> each : aliases.properties()) {
            String part = each.getKey();
            String model = each.getValue().asText("");
            if (!models.has(model)) {
                harvest.cannot("model_aliases." + part, "leads to no model of model_definitions.");
            } else if (part.indexOf('*') >= 0) {
                harvest.cannot(
                        "model_aliases." + part, "holds a star, which stands for any text here.");
            } else {
                Harvest.target(
                        harvest.alias(part.isEmpty() ? "*" : "*" + part + "*"),
                        Target.of(backend, model));
            }
        }
        for (String model : (Iterable<String>) models::fieldNames) {
            if (!isCaught(model, aliases)) {
                Harvest.target(harvest.alias(model), Target.of(backend, model));
            }
        }
        String usual = LooseJson.text(file, "default_model");
        if (models.has(usual)) {
            harvest.otherwise(backend + "/" + usual);
        } else if (!usual.isEmpty()) {
            harvest.cannot("default_model", "is no model of model_definitions.");
        }
    }

    private static boolean isCaught(String model, JsonNode aliases) {
        return aliases.properties().stream().anyMatch(each -> model.contains(each.getKey()));
    }

    private void server(JsonNode server) {
        harvest.host("server.host", LooseJson.text(server, "host"));
        harvest.port("server.port", LooseJson.text(server, "port"));
        harvest.logLevel("server.log_level", LooseJson.text(server, "log_level"));
        harvest.rest("server.", server, Set.of("host", "port", "log_level"), Map.of());
    }
}
