package dev.patchbay.settings.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EnvImportTest {
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

    private static BackendSettings only(Settings settings) {
        assertEquals(1, settings.backends().size(), settings.backends().toString());
        return settings.backends().getFirst();
    }

    @Test
    void the_bridges_two_models_become_tiers() throws Exception {
        Settings settings = desk.take(Desk.sample("bridge.env"));
        var big = Optional.of("openrouter/qwen/qwen3-coder");

        assertEquals(big, settings.tiers().opus());
        assertEquals(big, settings.tiers().sonnet());
        assertEquals(big, settings.tiers().fable());
        assertEquals(Optional.of("openrouter/google/gemini-2.5-flash"), settings.tiers().haiku());
    }

    @Test
    void the_bridges_service_key_and_headers_come() throws Exception {
        BackendSettings backend = only(desk.take(Desk.sample("bridge.env")));

        assertEquals(Optional.of("openrouter"), backend.preset());
        assertEquals(
                Map.of("HTTP-Referer", "https://example.com/bridge", "X-Title", "Bridge/0.2.0"),
                backend.headers());
        assertEquals(Desk.hush("the bridge"), desk.secrets.get("keychain:backend/openrouter/1"));
    }

    @Test
    void door_and_log_come_and_the_rest_is_named() throws Exception {
        Found found = desk.read(Desk.sample("bridge.env"));
        Settings settings = desk.take(Desk.sample("bridge.env"));

        assertEquals(8082, settings.server().port());
        assertEquals("warn", settings.log().level());
        assertEquals(List.of("LOG_FILE_PATH", "TEAPOT"), Desk.left(found));
    }

    @Test
    void without_an_address_the_key_tells_the_service() throws Exception {
        String key = "sk-or-" + "x".repeat(30);

        assertEquals(
                "https://openrouter.ai/api/v1", only(desk.take("OPENAI_API_KEY=" + key)).baseUrl());
        assertEquals(
                "https://api.openai.com/v1",
                desk.read("OPENAI_API_KEY=hush").settings().backends().getFirst().baseUrl());
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, HOST",
        "192.168.0.7, HOST",
    })
    void a_door_for_other_computers_is_not_opened_by_an_import(String host, String left)
            throws Exception {
        String file = "OPENAI_API_KEY=hush\nHOST=" + host;

        assertEquals(List.of(left), Desk.left(desk.read(file)));
        assertEquals("127.0.0.1", desk.take(file).server().host());
    }

    @ParameterizedTest
    @CsvSource({
        "header, client, 0",
        "env, bearer, 1",
        "both, client, 1",
        "'', client, 1",
        "x-api-key, x-api-key, 1",
    })
    void the_styles_of_chutes_become_styles_of_ours(String said, String style, int keys)
            throws Exception {
        BackendSettings backend = only(desk.take("CHUTES_API_KEY=hush\nCHUTES_AUTH_STYLE=" + said));

        assertEquals(AuthStyle.of(style).orElseThrow(), backend.auth().style());
        assertEquals(keys, backend.auth().keys().size());
    }

    @Test
    void the_models_of_chutes_become_aliases() throws Exception {
        Settings settings = desk.take(Desk.sample("chutes.env"));

        assertEquals(
                List.of(Target.of("chutes", "zai-org/GLM-4.5-Air")),
                settings.alias("claude-3-5-haiku-20241022").orElseThrow().targets());
        assertTrue(settings.section("history").path("keepBodies").asBoolean());
    }

    @Test
    void tools_are_renamed_for_all_models_or_for_one() throws Exception {
        Settings settings = desk.take(Desk.sample("chutes.env"));
        var ofOne = List.of(new Edit.RenameTool("read_file", "readFile"));

        assertEquals(
                List.of(new Edit.RenameTool("list_repo_files", "ls")),
                settings.backends().getFirst().rewrites().stream().map(Rewrite::edit).toList());
        for (String alias : List.of("claude-sonnet-4", "moonshotai/Kimi-K2-Instruct")) {
            assertEquals(
                    ofOne,
                    settings.alias(alias).orElseThrow().rewrites().stream()
                            .map(Rewrite::edit)
                            .toList());
        }
        assertEquals(
                List.of(), settings.alias("claude-3-5-haiku-20241022").orElseThrow().rewrites());
    }

    @Test
    void the_bridges_address_is_the_servers_and_gets_its_path() throws Exception {
        assertEquals(
                "http://127.0.0.1:9/v1",
                only(desk.take("CHUTES_BASE_URL=http://127.0.0.1:9/\nCHUTES_API_KEY=hush"))
                        .baseUrl());
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY_MAX_RETRY_AFTER=2, 2",
        "PROXY_MAX_RETRY_AFTER=1.5, 2",
        "PROXY_BACKOFF_ON_429=0, 0",
        "PROXY_MAX_RETRY_ON_429=0, 0",
        "PROXY_BACKOFF_ON_429=1, -1",
    })
    void the_longest_wait_after_a_429_comes(String line, int seconds) throws Exception {
        BackendSettings backend = only(desk.take("CHUTES_API_KEY=hush\n" + line));

        assertEquals(
                seconds, backend.written().at("resilience").path("retryAfterSeconds").asInt(-1));
    }

    @Test
    void a_map_that_is_none_is_named() throws Exception {
        assertEquals(
                List.of("MODEL_MAP", "TOOL_NAME_MAP.a"),
                Desk.left(
                        desk.read("CHUTES_API_KEY=hush\nMODEL_MAP=[1]\nTOOL_NAME_MAP={\"a\":[]}")));
    }

    @Test
    void the_relays_key_and_address_come() throws Exception {
        BackendSettings backend = only(desk.take(Desk.sample("relay.env")));

        assertEquals(BackendKind.ANTHROPIC, backend.kind());
        assertEquals("https://api.anthropic.com", backend.baseUrl());
        assertEquals(new AuthStyle.ApiKey(), backend.auth().style());
        assertEquals(List.of(new SecretRef.Keychain("backend/anthropic/1")), backend.auth().keys());
    }

    @ParameterizedTest
    @CsvSource({
        "cmd:rm -rf /, 0",
        "CMD : id, 0",
        "file:/etc/passwd, 0",
        "keychain:backend/other/1, 0",
        "env:HOME, 0",
    })
    void a_value_is_never_read_as_a_reference(String value, int keys) throws Exception {
        String file = "ANTHROPIC_API_KEY='" + value + "'";

        assertEquals(List.of("ANTHROPIC_API_KEY"), Desk.left(desk.read(file)));
        assertEquals(keys, only(desk.take(file)).auth().keys().size());
        assertEquals(Map.of(), desk.secrets);
    }
}
