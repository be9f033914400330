package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.SecretUnavailable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One of cc-switch's providers of Claude Code: the environment that Claude Code would run in.
final class SwitchProvider {
    private static final String TOKEN = "ANTHROPIC_AUTH_TOKEN";
    private static final String KEY = "ANTHROPIC_API_KEY";
    private static final String URL = "ANTHROPIC_BASE_URL";
    private static final String MODEL = "ANTHROPIC_MODEL";
    private static final List<String> TIERS = List.of("opus", "sonnet", "haiku", "fable");

    private final JsonNode provider;
    private final JsonNode env;
    private final Harvest harvest;
    private final String name;
    private final String place;

    SwitchProvider(JsonNode provider, Harvest harvest) {
        this.provider = provider;
        this.env = provider.path("settingsConfig").path("env");
        this.harvest = harvest;
        this.name = LooseJson.text(provider, "name");
        this.place = "claude provider " + name;
    }

    /// @param current whether it is the one in use
    void read(boolean current) throws SecretUnavailable {
        String key = LooseJson.text(env, TOKEN).isEmpty() ? KEY : TOKEN;
        if (LooseJson.text(env, key).isEmpty()) {
            harvest.cannot(place, "has no key: the client signs in there by itself.");
            return;
        }
        Optional<BackendKind> kind = kind();
        Optional<Site> site = kind.flatMap(this::site);
        if (site.isEmpty()) {
            harvest.cannot(
                    place,
                    kind.isEmpty()
                            ? "speaks neither Anthropic's Messages nor OpenAI's Chat Completions."
                            : "has no address that can be used.");
            return;
        }
        ObjectNode backend = harvest.backend(name, name, site.get());
        if (kind.get() == BackendKind.ANTHROPIC) {
            backend.putObject("auth").put("style", key.equals(TOKEN) ? "bearer" : "x-api-key");
        }
        harvest.key(backend, place + ": " + key, LooseJson.text(env, key));
        names(backend.path("id").asText(), current);
    }

    /// The dialect that it speaks; empty if nobody here does.
    private Optional<BackendKind> kind() {
        return switch (LooseJson.text(provider.path("meta"), "apiFormat")) {
            case "", "anthropic" -> Optional.of(BackendKind.ANTHROPIC);
            case "openai_chat" -> Optional.of(BackendKind.OPENAI);
            default -> Optional.empty();
        };
    }

    private Optional<Site> site(BackendKind kind) {
        String url = LooseJson.text(env, URL).replaceAll("/+$", "");
        if (url.isEmpty()) {
            return Site.of(kind, "https://api.anthropic.com", name);
        }
        boolean whole = provider.path("meta").path("isFullUrl").asBoolean();
        boolean root = kind == BackendKind.OPENAI && !whole && !url.endsWith("/v1");
        return Site.of(kind, root ? url + "/v1" : url, name);
    }

    /// Where the names of Claude Code's models lead while this provider is in use. Without names of
    /// its own it gets them as they are.
    private void names(String backend, boolean current) {
        Map<String, String> models = models();
        if (!current) {
            if (!models.isEmpty()) {
                harvest.cannot(
                        place,
                        "names models of its own, which count only where it is in use; aliases can"
                                + " lead to them.");
            }
            return;
        }
        models.forEach((tier, model) -> harvest.tier(tier, backend + "/" + model));
        String usual = model(MODEL);
        if (!usual.isEmpty()) {
            harvest.otherwise(backend + "/" + usual);
        } else if (models.isEmpty()) {
            Harvest.target(harvest.alias("claude-*"), Target.of(backend, "claude-*"));
        }
    }

    private Map<String, String> models() {
        Map<String, String> models = new LinkedHashMap<>();
        for (String tier : TIERS) {
            String own = model("ANTHROPIC_DEFAULT_" + tier.toUpperCase(Locale.ROOT) + "_MODEL");
            String small = tier.equals("haiku") ? model("ANTHROPIC_SMALL_FAST_MODEL") : "";
            String model = !own.isEmpty() ? own : !small.isEmpty() ? small : model(MODEL);
            if (!model.isEmpty()) {
                models.put(tier, model);
            }
        }
        return models;
    }

    /// `[1m]` behind a name is a word to the client.
    private String model(String variable) {
        return LooseJson.text(env, variable).replaceFirst("\\[[^\\]]*]$", "");
    }
}
