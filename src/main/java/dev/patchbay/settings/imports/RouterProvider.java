package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.SecretUnavailable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One of claude-code-router's providers. Its transformers are programs; most of them do what a
/// preset's quirks do here, and of the others the name is told.
final class RouterProvider {
    /// What needs no word: our codecs and the presets' quirks do it.
    private static final Set<String> OURS =
            Set.of(
                    "anthropic",
                    "openai",
                    "deepseek",
                    "gemini",
                    "openrouter",
                    "groq",
                    "cerebras",
                    "reasoning",
                    "cleancache",
                    "sampling",
                    "enhancetool",
                    "streamoptions");

    /// What signs in, or speaks, as nothing here does.
    private static final Set<String> STRANGE =
            Set.of(
                    "gemini-cli",
                    "qwen-cli",
                    "rovo-cli",
                    "vertex-gemini",
                    "vertex-claude",
                    "openai-responses");

    private record Transformer(String name, JsonNode options) {
        boolean is(String word) {
            return name.equalsIgnoreCase(word);
        }
    }

    private final JsonNode provider;
    private final Optional<String> proxy;
    private final Harvest harvest;
    private final String name;
    private final String place;

    RouterProvider(JsonNode provider, Optional<String> proxy, Harvest harvest) {
        this.provider = provider;
        this.proxy = proxy;
        this.harvest = harvest;
        this.name = LooseJson.text(provider, "name");
        this.place = "provider " + name;
    }

    /// The id that it has here; empty if it does not come.
    Optional<String> read() throws SecretUnavailable {
        List<Transformer> uses = uses(provider.path("transformer"));
        Optional<Transformer> strange =
                uses.stream().filter(use -> STRANGE.contains(lower(use.name()))).findFirst();
        if (strange.isPresent()) {
            harvest.cannot(
                    place,
                    "is reached by the transformer '%s', whose service Patchbay does not know."
                            .formatted(strange.get().name()));
            return Optional.empty();
        }
        Optional<Site> site = site(uses);
        if (name.isEmpty() || site.isEmpty()) {
            harvest.cannot(place, "has no name, or no address that can be used.");
            return Optional.empty();
        }
        ObjectNode backend = harvest.backend(name, name, site.get());
        if (site.get().wantsKey()) {
            harvest.key(backend, place + ": api_key", LooseJson.text(provider, "api_key"));
        }
        proxy.ifPresent(url -> backend.put("proxy", url));
        transform(backend, uses);
        harvest.rest(
                place + ": ",
                provider,
                Set.of("name", "api_base_url", "api_key", "models", "transformer"),
                Map.of());
        return Optional.of(backend.path("id").asText());
    }

    private Optional<Site> site(List<Transformer> uses) {
        String url = LooseJson.text(provider, "api_base_url");
        boolean anthropic =
                uses.stream().anyMatch(use -> use.is("Anthropic")) || url.endsWith("/v1/messages");
        Optional<Site> site =
                Site.of(anthropic ? BackendKind.ANTHROPIC : BackendKind.OPENAI, url, name);
        boolean geminis = uses.stream().anyMatch(use -> use.is("gemini"));
        boolean known = site.flatMap(Site::preset).isPresent();
        // Behind an address of somebody else's, only Gemini's own dialect is known to answer.
        return geminis && !known ? Optional.empty() : site;
    }

    private void transform(ObjectNode backend, List<Transformer> uses) {
        for (Transformer use : uses) {
            if (use.is("maxtoken")) {
                provider.path("models").forEach(each -> cap(backend, each.asText(), use));
            } else if (use.is("extrathinktag")) {
                backend.withObject("/quirks").put("thinkTags", true);
            } else if (use.is("maxcompletiontokens")) {
                backend.withObject("/quirks").put("maxTokensKey", "max_completion_tokens");
            } else if (use.is("openrouter") && use.options().path("provider").isObject()) {
                backend.withArray("rewrites")
                        .addObject()
                        .put("kind", "set-field")
                        .put("field", "provider")
                        .set("value", use.options().path("provider"));
            } else {
                unlessOurs(place, use);
            }
        }
        for (Map.Entry<String, JsonNode> each : provider.path("transformer").properties()) {
            if (!each.getKey().equals("use")) {
                ofModel(backend, each.getKey(), uses(each.getValue()));
            }
        }
    }

    private void ofModel(ObjectNode backend, String model, List<Transformer> uses) {
        for (Transformer use : uses) {
            if (use.is("maxtoken")) {
                cap(backend, model, use);
            } else if (use.is("openrouter") && !use.options().isEmpty()) {
                harvest.cannot(
                        place + ", model " + model,
                        "has options of its own for OpenRouter; put them into `extra` of a"
                                + " target.");
            } else {
                unlessOurs(place + ", model " + model, use);
            }
        }
    }

    private void unlessOurs(String where, Transformer use) {
        if (use.is("tooluse")) {
            harvest.needless(
                    where, "'tooluse' makes a model use tools; models are asked as they are.");
        } else if (!OURS.contains(lower(use.name()))) {
            harvest.cannot(
                    where,
                    "uses the transformer '%s', which runs a program.".formatted(use.name()));
        }
    }

    private static void cap(ObjectNode backend, String model, Transformer use) {
        int most = use.options().path("max_tokens").asInt(0);
        if (most <= 0 || model.isBlank()) {
            return;
        }
        for (JsonNode known : backend.withArray("models")) {
            if (known.path("id").asText().equals(model)) {
                ((ObjectNode) known).put("maxOutput", most);
                return;
            }
        }
        backend.withArray("models").addObject().put("id", model).put("maxOutput", most);
    }

    /// `"use": ["name", ["name", {options}]]`
    private static List<Transformer> uses(JsonNode transformer) {
        List<Transformer> uses = new ArrayList<>();
        for (JsonNode each : transformer.path("use")) {
            uses.add(
                    each.isArray()
                            ? new Transformer(each.path(0).asText(), each.path(1))
                            : new Transformer(each.asText(), each.path("options")));
        }
        return uses;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
