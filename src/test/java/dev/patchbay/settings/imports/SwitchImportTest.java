package dev.patchbay.settings.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SwitchImportTest {
    @TempDir private Path folder;
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    private static List<String> ids(Settings settings) {
        return settings.backends().stream().map(BackendSettings::id).toList();
    }

    @Test
    void providers_with_a_key_become_backends() throws Exception {
        Settings settings = desk.take(Desk.sample("switch.json"));
        BackendSettings glm = settings.backend("zhipu-glm").orElseThrow();
        BackendSettings hub = settings.backend("aihubmix").orElseThrow();
        BackendSettings chatty = settings.backend("chatty").orElseThrow();

        assertEquals(List.of("zhipu-glm", "aihubmix", "chatty"), ids(settings));
        assertEquals(BackendKind.ANTHROPIC, glm.kind());
        assertEquals("Zhipu GLM", glm.name());
        assertEquals(new AuthStyle.Bearer(), glm.auth().style());
        assertEquals(new AuthStyle.ApiKey(), hub.auth().style());
        assertEquals(BackendKind.OPENAI, chatty.kind());
        assertEquals("https://chat.example.com/v1", chatty.baseUrl());
        assertEquals(Desk.hush("glm"), desk.secrets.get("keychain:backend/zhipu-glm/1"));
    }

    @Test
    void the_models_of_the_one_in_use_become_tiers() throws Exception {
        Settings settings = desk.take(Desk.sample("switch.json"));

        assertEquals(Optional.of("zhipu-glm/glm-4.7"), settings.tiers().opus());
        assertEquals(Optional.of("zhipu-glm/glm-4.5-air"), settings.tiers().haiku());
        assertEquals(Optional.of("zhipu-glm/glm-4.7"), settings.defaultAlias());
    }

    @Test
    void one_in_use_without_models_gets_the_names_as_they_are() throws Exception {
        Settings settings = desk.take(Desk.sample("switch-first.json"));
        var alias = settings.alias("claude-*").orElseThrow();

        assertEquals(
                List.of(Target.of("plain", "claude-opus-4-5")),
                alias.filled(alias.targets(), "claude-opus-4-5"));
    }

    @Test
    void what_does_not_come_is_named() throws Exception {
        assertEquals(
                List.of(
                        "claude provider Claude Official",
                        "claude provider AiHubMix",
                        "claude provider Responder",
                        "codex provider OpenAI Official",
                        "mcp"),
                Desk.left(desk.read(Desk.sample("switch.json"))));
    }

    @Test
    void the_export_of_its_database_says_the_same() throws Exception {
        Found found = desk.read(Desk.sample("switch.sql"));
        Settings settings = desk.take(Desk.sample("switch.sql"));

        assertEquals(Origin.CC_SWITCH, found.origin());
        assertEquals(List.of("somebody-s-glm", "hub"), ids(settings));
        assertEquals("Somebody's GLM", settings.backends().getFirst().name());
        assertTrue(settings.alias("claude-*").isPresent());
        assertEquals(List.of("codex provider Codex"), Desk.left(found));
    }

    @Test
    void lines_within_a_text_are_no_statements() throws Exception {
        List<Map<String, String>> rows = SqlDump.rows(Desk.sample("switch.sql"), "providers");

        assertEquals(
                List.of("one", "two", "three"), rows.stream().map(row -> row.get("id")).toList());
        assertEquals("", rows.get(1).get("created_at"));
        assertEquals("1.5", rows.get(2).get("created_at"));
    }

    @Test
    void an_export_that_breaks_off_within_a_statement_is_refused() {
        String whole = Desk.sample("switch.sql");
        int begin = whole.indexOf("INSERT INTO \"providers\" (\"id\", \"app");
        int end = whole.indexOf(";\nINSERT", begin);
        for (int cut = begin + 1; cut <= end; cut++) {
            String part = whole.substring(0, cut);
            assertThrows(
                    NotUnderstood.class,
                    () -> SqlDump.rows(part, "providers"),
                    () -> "cut at " + part.length());
        }
    }

    @Test
    void the_database_itself_is_told_what_to_do_with() {
        var e =
                assertThrows(
                        NotUnderstood.class, () -> desk.read("SQLite format 3\0\u0010\0\u0001"));

        assertTrue(e.message().contains("export"), e.message());
    }
}
