package dev.patchbay.settings.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RouterImportTest {
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

    private Settings taken() throws Exception {
        return desk.take(Desk.sample("router.json"));
    }

    private static BackendSettings backend(Settings settings, String id) {
        return settings.backend(id).orElseThrow();
    }

    private static Alias alias(Settings settings, String name) {
        return settings.alias(name).orElseThrow();
    }

    @Test
    void providers_of_known_services_follow_their_presets() throws Exception {
        Settings settings = taken();

        assertEquals(
                List.of("openrouter", "deepseek", "ollama", "gemini", "modelscope"),
                settings.backends().stream().map(BackendSettings::id).toList());
        assertEquals(Optional.of("deepseek"), backend(settings, "deepseek").preset());
        assertEquals("https://api.deepseek.com/v1", backend(settings, "deepseek").baseUrl());
        assertEquals(Optional.of("ollama"), backend(settings, "ollama").preset());
        assertEquals(
                "https://generativelanguage.googleapis.com/v1beta/openai",
                backend(settings, "gemini").baseUrl());
        assertEquals(
                "https://api-inference.modelscope.cn/v1",
                backend(settings, "modelscope").baseUrl());
    }

    @Test
    void a_key_goes_into_the_secret_store_and_a_variable_stays_one() throws Exception {
        Settings settings = taken();

        assertEquals(
                List.of(new SecretRef.Keychain("backend/openrouter/1")),
                backend(settings, "openrouter").auth().keys());
        assertEquals(Desk.hush("openrouter"), desk.secrets.get("keychain:backend/openrouter/1"));
        assertEquals(
                List.of(new SecretRef.Env("DEEPSEEK_API_KEY")),
                backend(settings, "deepseek").auth().keys());
        assertEquals(
                List.of(new SecretRef.Env("GEMINI_API_KEY")),
                backend(settings, "gemini").auth().keys());
    }

    @Test
    void a_command_is_never_brought_in() throws Exception {
        Settings settings = taken();

        assertEquals(List.of(), backend(settings, "modelscope").auth().keys());
        assertEquals(1, desk.secrets.size());
    }

    @Test
    void the_router_becomes_an_alias_with_cases_in_the_order_in_which_it_decides()
            throws Exception {
        Alias ccr = alias(taken(), "ccr");

        assertEquals(
                List.of(
                        Target.of("deepseek", "deepseek-chat"),
                        Target.of("openrouter", "anthropic/claude-sonnet-4")),
                ccr.targets());
        assertEquals(OptionalInt.of(70_000), ccr.cases().getFirst().when().longerThan());
        assertEquals(
                List.of(
                        "openrouter/google/gemini-2.5-pro-preview",
                        "ollama/qwen2.5-coder:latest",
                        "gemini/gemini-2.5-flash",
                        "deepseek/deepseek-reasoner"),
                ccr.cases().stream().map(each -> each.targets().getFirst().toString()).toList());
        assertTrue(ccr.cases().get(1).when().background());
        assertTrue(ccr.cases().get(2).when().webSearch());
        assertTrue(ccr.cases().get(3).when().thinking());
    }

    @Test
    void every_tier_and_the_default_lead_to_it_and_a_haiku_to_the_side_requests() throws Exception {
        Settings settings = taken();

        assertEquals(Optional.of("ccr"), settings.defaultAlias());
        assertEquals(Optional.of("ccr"), settings.tiers().opus());
        assertEquals(Optional.of("ccr"), settings.tiers().fable());
        assertEquals(Optional.of("ccr-haiku"), settings.tiers().haiku());
        assertEquals(
                List.of(Target.of("ollama", "qwen2.5-coder:latest")),
                alias(settings, "ccr-haiku").targets());
    }

    @Test
    void a_picture_goes_where_pictures_went_before_anything_else_is_asked() throws Exception {
        Settings settings =
                desk.take(
                        """
                        {"Providers":[{"name":"a","api_base_url":"https://a.example.com/v1/chat/completions",
                                       "api_key":"hush of a","models":["m"]}],
                         "Router":{"default":"a,m","image":"a,seer","longContext":"a,long"}}
                        """);
        Alias ccr = alias(settings, "ccr");

        assertTrue(ccr.cases().getFirst().when().images());
        assertEquals(List.of(Target.of("a", "seer")), ccr.cases().getFirst().targets());
        assertEquals(OptionalInt.of(60_000), ccr.cases().getLast().when().longerThan());
    }

    @Test
    void what_people_typed_there_leads_where_it_led() throws Exception {
        Alias typed = alias(taken(), "openrouter,*");

        assertTrue(typed.fits("openrouter,x/y"));
        assertEquals(
                List.of(Target.of("openrouter", "x/y")),
                typed.filled(typed.targets(), "openrouter,x/y"));
    }

    @Test
    void what_transformers_said_as_data_comes() throws Exception {
        Settings settings = taken();

        assertEquals(
                OptionalInt.of(65_536),
                backend(settings, "modelscope")
                        .model("Qwen/Qwen3-Coder-480B-A35B-Instruct")
                        .orElseThrow()
                        .maxOutput());
        assertEquals(
                OptionalInt.of(4096),
                backend(settings, "modelscope")
                        .model("Qwen/Qwen3-235B-A22B-Thinking-2507")
                        .orElseThrow()
                        .maxOutput());
        var edit = (Edit.SetField) backend(settings, "openrouter").rewrites().getFirst().edit();
        assertEquals("provider", edit.field());
        assertEquals("moonshotai/fp8", edit.value().at("/only/0").asText());
    }

    @Test
    void all_that_does_not_come_is_named() throws Exception {
        assertEquals(
                List.of(
                        "provider modelscope: api_key",
                        "provider modelscope",
                        "provider vertex",
                        "provider nowhere",
                        "Router.image",
                        "HOST",
                        "APIKEY",
                        "LOG",
                        "API_TIMEOUT_MS",
                        "CUSTOM_ROUTER_PATH",
                        "StatusLine",
                        "teapot"),
                Desk.left(desk.read(Desk.sample("router.json"))));
    }

    @Test
    void the_proxy_comes_for_every_backend_unless_it_holds_a_password() throws Exception {
        assertEquals(
                "http://127.0.0.1:7890",
                backend(taken(), "deepseek").written().at("proxy").asText());

        Found found =
                desk.read(Desk.sample("router.json").replace("http://127", "http://me:hush@127"));
        assertTrue(Desk.left(found).contains("PROXY_URL"));
        assertTrue(found.settings().backends().getFirst().written().at("proxy").isMissingNode());
    }

    @Test
    void a_provider_that_speaks_anthropics_dialect_is_such_a_backend() throws Exception {
        Settings settings =
                desk.take(
                        """
                        {"Providers":[{"name":"z","api_base_url":"https://api.z.ai/api/anthropic/v1/messages",
                                       "api_key":"hush of z","models":["glm"],"transformer":{"use":["Anthropic"]}}],
                         "Router":{"default":"z,glm"}}
                        """);

        assertEquals("anthropic", backend(settings, "z").kind().text());
        assertEquals("https://api.z.ai/api/anthropic", backend(settings, "z").baseUrl());
    }
}
