package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.SecretUnavailable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// cc-switch's store: for each client program its providers, one of them in use. Providers of
/// Claude Code become backends, and the one in use gets the tiers.
///
/// Its first shape had the providers of Claude Code alone; the next one has an object per program.
/// Later versions keep an SQLite file and export it as SQL, whose table `providers` holds the same
/// objects as text.
final class SwitchImport {
    static final String SQL_HEAD = "-- CC Switch SQLite";

    private static final String CLAUDE = "claude";
    private static final Set<String> PROGRAMS =
            Set.of(CLAUDE, "codex", "gemini", "opencode", "openclaw", "hermes", "claude-desktop");
    private static final String CLIENTS =
            "is for the client program, not for what stands behind it.";
    private static final Map<String, String> REASONS =
            Map.of(
                    "mcp", CLIENTS,
                    "prompts", CLIENTS,
                    "skills", CLIENTS,
                    "common_config_snippets", CLIENTS,
                    "claude_common_config_snippet", CLIENTS);

    private SwitchImport() {}

    static boolean fits(ObjectNode file) {
        return file.path("providers").isObject() && file.path("current").isTextual()
                || List.of(CLAUDE, "codex", "gemini").stream()
                        .anyMatch(program -> file.path(program).path("providers").isObject());
    }

    static void read(ObjectNode file, Harvest harvest) throws SecretUnavailable {
        if (file.path("providers").isObject()) {
            program(CLAUDE, file, harvest);
            return;
        }
        for (String program : PROGRAMS.stream().sorted().toList()) {
            program(program, file.path(program), harvest);
        }
        var read = new HashSet<>(PROGRAMS);
        read.add("version");
        harvest.rest("", file, read, REASONS);
    }

    private static void program(String program, JsonNode in, Harvest harvest)
            throws SecretUnavailable {
        String current = in.path("current").asText("");
        for (Map.Entry<String, JsonNode> each : in.path("providers").properties()) {
            provider(program, each.getValue(), each.getKey().equals(current), harvest);
        }
    }

    static void readSql(String dump, Harvest harvest) throws NotUnderstood, SecretUnavailable {
        for (Map<String, String> row : SqlDump.rows(dump, "providers")) {
            ObjectNode provider = LooseJson.object();
            provider.put("name", row.getOrDefault("name", ""));
            provider.set("settingsConfig", object(row, "settings_config"));
            provider.set("meta", object(row, "meta"));
            boolean current = row.getOrDefault("is_current", "0").equals("1");
            provider(row.getOrDefault("app_type", ""), provider, current, harvest);
        }
    }

    private static ObjectNode object(Map<String, String> row, String column) {
        return LooseJson.objectIn(row.getOrDefault(column, "")).orElseGet(LooseJson::object);
    }

    private static void provider(
            String program, JsonNode provider, boolean current, Harvest harvest)
            throws SecretUnavailable {
        if (program.equals(CLAUDE)) {
            new SwitchProvider(provider, harvest).read(current);
        } else {
            harvest.cannot(
                    "%s provider %s".formatted(program, LooseJson.text(provider, "name")),
                    "does not come; only those of Claude Code do.");
        }
    }
}
