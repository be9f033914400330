package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.SecretUnavailable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The variables of the bridge to Chutes. Its address is the server's, to which it adds `/v1` by
/// itself.
final class ChutesImport {
    static final List<String> VARIABLES =
            List.of(
                    "CHUTES_BASE_URL",
                    "CHUTES_API_KEY",
                    "CHUTES_AUTH_STYLE",
                    "MODEL_MAP",
                    "TOOL_NAME_MAP",
                    "AUTO_FIX_MODEL_CASE",
                    "PROXY_BACKOFF_ON_429",
                    "PROXY_MAX_RETRY_ON_429",
                    "PROXY_MAX_RETRY_AFTER");
    private static final String RETRIES = "PROXY_MAX_RETRY_ON_429";

    private final Variables file;
    private final Harvest harvest;

    ChutesImport(Variables file, Harvest harvest) {
        this.file = file;
        this.harvest = harvest;
    }

    void read() throws SecretUnavailable {
        Preset preset = Presets.SHIPPED.of("chutes").orElseThrow();
        String url = file.text("CHUTES_BASE_URL").replaceAll("/+$", "");
        Optional<Site> site =
                url.isEmpty()
                        ? Optional.of(Site.of(preset))
                        : Site.of(BackendKind.OPENAI, url.endsWith("/v1") ? url : url + "/v1", "");
        if (site.isEmpty()) {
            harvest.cannot(
                    "CHUTES_BASE_URL",
                    "is no address that can be used, so its backend does not come.");
            return;
        }
        ObjectNode backend =
                harvest.backend("chutes", preset.name(), site.get().withPreset(preset.id()));
        credential(backend);
        Map<String, List<ObjectNode>> aliases = models(backend.path("id").asText());
        tools(backend, aliases);
        if (file.has("AUTO_FIX_MODEL_CASE")) {
            harvest.needless(
                    "AUTO_FIX_MODEL_CASE",
                    "a name is always found by the spelling that the backend lists.");
        }
        waiting(backend);
    }

    /// What is done after a 429: here it is waited for once, if the wait is short enough.
    private void waiting(ObjectNode backend) {
        boolean never = file.isOff("PROXY_BACKOFF_ON_429") || file.text(RETRIES).equals("0");
        String longest = never ? "0" : file.text("PROXY_MAX_RETRY_AFTER");
        if (longest.matches("\\d{1,4}([.]\\d*)?")) {
            int seconds = (int) Math.ceil(Double.parseDouble(longest));
            backend.withObject("/resilience").put("retryAfterSeconds", Math.min(seconds, 3600));
        } else if (!longest.isEmpty()) {
            harvest.cannot("PROXY_MAX_RETRY_AFTER", "is no number of seconds.");
        }
        if (file.has(RETRIES) && !file.text(RETRIES).matches("[01]")) {
            harvest.cannot(RETRIES, "is not taken; a 429 is waited for once.");
        }
    }

    private void credential(ObjectNode backend) throws SecretUnavailable {
        String said = file.text("CHUTES_AUTH_STYLE").toLowerCase(Locale.ROOT);
        String style =
                switch (said) {
                    case "env", "bearer", "authorization" -> "bearer";
                    case "x-api-key" -> "x-api-key";
                    case "header", "both", "" -> "client";
                    default -> "";
                };
        if (style.isEmpty()) {
            harvest.cannot("CHUTES_AUTH_STYLE", "is none of header, env and both.");
        } else {
            backend.withObject("/auth").put("style", style);
        }
        if (!said.equals("header")) {
            harvest.key(backend, "CHUTES_API_KEY", file.text("CHUTES_API_KEY"));
        } else if (file.has("CHUTES_API_KEY")) {
            harvest.cannot(
                    "CHUTES_API_KEY",
                    "was not used: by its style only the client's own credential goes on.");
        }
    }

    /// The aliases by the name of the model they lead to, as far as one does.
    private Map<String, List<ObjectNode>> models(String backend) {
        Map<String, List<ObjectNode>> byModel = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : map("MODEL_MAP").properties()) {
            String model = each.getValue().asText("").strip();
            if (model.isEmpty()) {
                harvest.cannot("MODEL_MAP." + each.getKey(), "leads to no model.");
            } else {
                ObjectNode alias = harvest.alias(each.getKey());
                Harvest.target(alias, Target.of(backend, model));
                byModel.computeIfAbsent(model, _ -> new ArrayList<>()).add(alias);
            }
        }
        return byModel;
    }

    /// Names for all models are edits of the backend's requests; names for one model are edits of
    /// what goes by the aliases that lead there, its own name included.
    private void tools(ObjectNode backend, Map<String, List<ObjectNode>> aliases) {
        for (Map.Entry<String, JsonNode> each : map("TOOL_NAME_MAP").properties()) {
            if (each.getValue().isTextual()) {
                rename(backend, each.getKey(), each.getValue().asText());
            } else if (each.getValue().isObject()) {
                ofModel(backend, each.getKey(), each.getValue(), aliases);
            } else {
                harvest.cannot("TOOL_NAME_MAP." + each.getKey(), "is no name and no map of names.");
            }
        }
    }

    private void ofModel(
            ObjectNode backend,
            String model,
            JsonNode names,
            Map<String, List<ObjectNode>> aliases) {
        ObjectNode own = harvest.alias(model);
        Harvest.target(own, Target.of(backend.path("id").asText(), model));
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            String to = name.getValue().asText();
            rename(own, name.getKey(), to);
            aliases.getOrDefault(model, List.of()).forEach(each -> rename(each, name.getKey(), to));
        }
    }

    private static void rename(ObjectNode in, String from, String to) {
        in.withArray("rewrites")
                .addObject()
                .put("kind", "rename-tool")
                .put("from", from)
                .put("to", to);
    }

    private ObjectNode map(String name) {
        if (!file.has(name)) {
            return LooseJson.object();
        }
        Optional<ObjectNode> map = LooseJson.objectIn(file.text(name));
        if (map.isEmpty()) {
            harvest.cannot(name, "is no JSON object of names.");
        }
        return map.orElseGet(LooseJson::object);
    }
}
