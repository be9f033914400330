package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The `.env` of the older proxies. Their variables do not overlap, so one reading does for the
/// bridge to OpenAI-compatible services, the bridge to Chutes and the relay to Anthropic.
final class EnvImport {
    private static final List<String> BRIDGE =
            List.of(
                    "OPENAI_API_KEY",
                    "BASE_URL",
                    "OPENAI_BASE_URL",
                    "BIG_MODEL_NAME",
                    "SMALL_MODEL_NAME",
                    "REFERRER_URL",
                    "REFERER_URL",
                    "APP_NAME",
                    "APP_VERSION");
    /// Those that no other program is likely to have.
    private static final List<String> TELLING =
            List.of("OPENAI_API_KEY", "BASE_URL", "BIG_MODEL_NAME", "SMALL_MODEL_NAME");

    private static final List<String> RELAY = List.of("ANTHROPIC_API_KEY", "ANTHROPIC_API_URL");
    private static final List<String> HOUSE =
            List.of("HOST", "PORT", "LOG_LEVEL", "LOG_FILE_PATH", "RELOAD", "DEBUG_PROXY");

    private final Variables file;
    private final Harvest harvest;

    private EnvImport(Variables file, Harvest harvest) {
        this.file = file;
        this.harvest = harvest;
    }

    /// Whether one of these variables tells whose file it is; a port alone does not.
    static boolean fits(Map<String, String> variables) {
        return TELLING.stream().anyMatch(variables::containsKey)
                || RELAY.stream().anyMatch(variables::containsKey)
                || ChutesImport.VARIABLES.stream().anyMatch(variables::containsKey);
    }

    static void read(Map<String, String> variables, Harvest harvest) throws SecretUnavailable {
        new EnvImport(new Variables(variables), harvest).read();
    }

    private void read() throws SecretUnavailable {
        if (file.hasAny(BRIDGE)) {
            bridge();
        }
        if (file.hasAny(RELAY)) {
            relay();
        }
        if (file.hasAny(ChutesImport.VARIABLES)) {
            new ChutesImport(file, harvest).read();
        }
        house();
        Set<String> read = new HashSet<>(BRIDGE);
        read.addAll(RELAY);
        read.addAll(HOUSE);
        read.addAll(ChutesImport.VARIABLES);
        file.names().stream()
                .filter(name -> !read.contains(name))
                .forEach(name -> harvest.cannot(name, "is not known here."));
    }

    private void bridge() throws SecretUnavailable {
        String key = file.text("OPENAI_API_KEY");
        String url = file.first("BASE_URL", "OPENAI_BASE_URL");
        Optional<Site> site =
                url.isEmpty()
                        ? Optional.of(Site.of(presetOf(key)))
                        : Site.of(BackendKind.OPENAI, url, "");
        if (site.isEmpty()) {
            harvest.cannot(
                    "BASE_URL", "is no address that can be used, so its backend does not come.");
            return;
        }
        String name = site.get().preset().map(Preset::name).orElse("OpenAI-compatible");
        String wished = site.get().preset().map(Preset::id).orElse("openai-compatible");
        ObjectNode backend = harvest.backend(wished, name, site.get());
        harvest.key(backend, "OPENAI_API_KEY", key);
        header(backend, "HTTP-Referer", file.first("REFERRER_URL", "REFERER_URL"));
        String app = file.text("APP_NAME");
        String version = file.text("APP_VERSION");
        header(backend, "X-Title", version.isEmpty() ? app : app + "/" + version);
        tiers(backend, "BIG_MODEL_NAME", List.of("opus", "sonnet", "fable"));
        tiers(backend, "SMALL_MODEL_NAME", List.of("haiku"));
    }

    /// A key that looks like no one else's tells its service; any other is OpenAI's, as it was in
    /// the bridge.
    private static Preset presetOf(String key) {
        return Presets.SHIPPED
                .forKey(Secret.of(key))
                .filter(preset -> preset.kind() == BackendKind.OPENAI)
                .or(() -> Presets.SHIPPED.of("openai"))
                .orElseThrow();
    }

    private static void header(ObjectNode backend, String header, String value) {
        if (!value.isEmpty()) {
            backend.withObject("/headers").put(header, value);
        }
    }

    private void tiers(ObjectNode backend, String variable, List<String> tiers) {
        String model = file.text(variable);
        if (!model.isEmpty()) {
            String target = backend.path("id").asText() + "/" + model;
            tiers.forEach(tier -> harvest.tier(tier, target));
        }
    }

    private void relay() throws SecretUnavailable {
        String url = file.text("ANTHROPIC_API_URL");
        Preset preset = Presets.SHIPPED.of("anthropic").orElseThrow();
        Optional<Site> site =
                url.isEmpty()
                        ? Optional.of(Site.of(preset))
                        : Site.of(BackendKind.ANTHROPIC, url, "");
        if (site.isEmpty()) {
            harvest.cannot(
                    "ANTHROPIC_API_URL",
                    "is no address that can be used, so its backend does not come.");
            return;
        }
        ObjectNode backend = harvest.backend("anthropic", preset.name(), site.get());
        harvest.key(backend, "ANTHROPIC_API_KEY", file.text("ANTHROPIC_API_KEY"));
    }

    private void house() {
        harvest.host("HOST", file.text("HOST"));
        harvest.port("PORT", file.text("PORT"));
        harvest.logLevel("LOG_LEVEL", file.text("LOG_LEVEL"));
        if (file.has("LOG_FILE_PATH")) {
            harvest.cannot(
                    "LOG_FILE_PATH", "is not taken; the log has its place beside the other files.");
        }
        if (file.has("RELOAD")) {
            harvest.needless("RELOAD", "a changed settings.json is taken as it is saved.");
        }
        if (file.isOn("DEBUG_PROXY")) {
            harvest.keepBodies();
        }
    }
}
