package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Target;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsReadingTest {
    @Test
    void a_file_with_a_version_alone_means_the_demo_on_loopback() {
        Settings settings = Given.settings("{'version':1}");

        assertEquals(List.of(BackendSettings.DEMO), settings.backends());
        assertEquals(Optional.of("demo/demo"), settings.defaultAlias());
        assertEquals(5225, settings.server().port());
        assertEquals(List.of(LocalToken.DEFAULT), settings.server().tokens());
        assertTrue(settings.server().requireToken());
    }

    @Test
    void with_backends_an_absent_default_alias_is_none() {
        assertEquals(
                Optional.empty(), Given.settings("{'version':1,'backends':[]}").defaultAlias());
    }

    @Test
    void the_example_of_the_documentation_reads_without_a_problem() {
        assertEquals(List.of(), Given.reading(Given.example("example.json")).problems());
    }

    @Test
    void the_example_says_what_it_says() {
        Settings settings = Given.reading(Given.example("example.json")).settings();
        BackendSettings router = settings.backend("router").orElseThrow();

        assertEquals("OpenRouter", router.name());
        assertEquals(
                List.of(
                        new SecretRef.Keychain("backend/router/1"),
                        new SecretRef.Env("OPENROUTER_API_KEY")),
                router.auth().keys());
        assertEquals(BackendKind.OCI, settings.backend("oci").orElseThrow().kind());
        assertEquals(
                List.of(Target.of("router", "qwen/qwen3-coder"), Target.of("demo", "demo")),
                settings.alias("claude-opus-*").orElseThrow().targets());
        assertEquals(
                new HistorySettings(false, 90, 512, settings.history().written()),
                settings.history());
        assertEquals(
                "append-to-last-user-message",
                settings.backend("claude")
                        .orElseThrow()
                        .written()
                        .at("rewrites")
                        .path(0)
                        .path("kind")
                        .textValue());
    }

    @Test
    void a_preset_fills_what_its_backend_leaves_unsaid() {
        BackendSettings groq = Given.backend("{'id':'g','preset':'groq'}");

        assertEquals("Groq", groq.name());
        assertEquals("https://api.groq.com/openai/v1", groq.baseUrl());
        assertEquals(new AuthStyle.Bearer(), groq.auth().style());
        assertEquals(128, groq.allQuirks().maxTools());
    }

    @Test
    void what_a_backend_says_itself_goes_before_its_preset() {
        BackendSettings groq =
                Given.backend(
                        "{'id':'g','preset':'groq','auth':{'style':'both'},'quirks':{'maxTools':3}}");

        assertEquals(new AuthStyle.Both(), groq.auth().style());
        assertEquals(3, groq.allQuirks().maxTools());
    }

    @Test
    void a_server_on_this_computer_that_nobody_knows_may_write_think_tags_and_take_its_time() {
        BackendSettings mine = Given.backend("{'id':'mine','baseUrl':'http://localhost:9/v1'}");

        assertTrue(mine.local());
        assertTrue(mine.allQuirks().thinkTags());
        assertEquals(Duration.ofMinutes(10), mine.timeouts().firstByteOfStream());
    }

    @Test
    void a_server_elsewhere_that_nobody_knows_is_taken_to_be_well_behaved() {
        BackendSettings far = Given.backend("{'id':'far','baseUrl':'https://far.example/v1'}");

        assertFalse(far.allQuirks().thinkTags());
        assertEquals(Duration.ofSeconds(120), far.timeouts().firstByteOfStream());
        assertEquals(Duration.ofSeconds(600), far.timeouts().firstByteOfWhole());
    }

    @Test
    void what_is_not_said_of_failures_is_as_usual() {
        Resilience said =
                Given.backend(
                                "{'id':'a','baseUrl':'https://a.example/v1','resilience':{'failures':2}}")
                        .resilience();

        assertEquals(2, said.failures());
        assertEquals(Duration.ofSeconds(30), said.open());
        assertEquals(5, said.retryAfterSeconds());
        assertEquals(1, said.retries());
    }

    @Test
    void the_think_tags_of_an_unknown_local_server_can_be_switched_off() {
        assertFalse(
                Given.backend(
                                "{'id':'m','baseUrl':'http://[::1]:9/v1','quirks':{'thinkTags':false}}")
                        .allQuirks()
                        .thinkTags());
    }

    @Test
    void targets_carry_what_is_fixed_for_them() {
        Target target =
                Given.reading(Given.example("local.json"))
                        .settings()
                        .alias("*")
                        .orElseThrow()
                        .targets()
                        .getFirst();

        assertEquals(0.2, target.temperature().orElseThrow());
        assertEquals(1000, target.maxTokens().orElseThrow());
        assertEquals(7, target.extra().get("seed").intValue());
    }

    @Test
    void an_alias_may_begin_with_cases() {
        AliasCase first =
                Given.reading(Given.example("local.json"))
                        .settings()
                        .alias("*")
                        .orElseThrow()
                        .cases()
                        .getFirst();

        assertEquals(60000, first.when().longerThan().orElseThrow());
        assertEquals(List.of(Target.of("ollama", "qwen3-coder")), first.targets());
    }

    @Test
    void an_untold_secret_shows_in_no_text_of_the_settings() {
        Settings settings =
                Given.settings(
                        """
                        {'version':1,'server':{'tokens':[{'name':'a','token':'hush-1'}]},
                         'backends':[{'id':'b','preset':'groq','auth':{'keys':['hush-2']},
                           'headers':{'Authorization':'hush-3'},'oauth':{'clientSecret':'hush-4'}}]}
                        """);

        assertFalse(settings.toString().contains("hush"), settings.toString());
        assertInstanceOf(
                SecretRef.Plain.class, settings.backends().getFirst().auth().keys().getFirst());
    }
}
