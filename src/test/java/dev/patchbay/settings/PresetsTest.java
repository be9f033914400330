package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Quirks;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.util.List;
import java.util.Set;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PresetsTest {
    private static List<Preset> all() {
        return Presets.SHIPPED.all();
    }

    @Test
    void every_service_that_is_promised_has_a_preset() {
        var ids = all().stream().map(Preset::id).toList();

        assertTrue(
                ids.containsAll(
                        Set.of(
                                "openai",
                                "anthropic",
                                "openrouter",
                                "chutes",
                                "deepseek",
                                "groq",
                                "mistral",
                                "moonshot",
                                "zai",
                                "together",
                                "fireworks",
                                "xai",
                                "gemini",
                                "azure",
                                "oci",
                                "oci-openai",
                                "ob1",
                                "ollama",
                                "lmstudio",
                                "vllm",
                                "llamacpp",
                                "custom")),
                ids.toString());
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_preset_can_be_read_and_makes_a_backend(Preset preset) throws Exception {
        String url = preset.baseUrl().or(preset::example).orElseThrow();

        assertEquals(url, BaseUrl.mend(preset.kind(), url).url());
        assertEquals(
                preset.plainQuirks(), BackendSettings.of("x", preset).withBaseUrl(url).allQuirks());
        assertTrue(preset.local() || url.startsWith("https://"), url);
        preset.keyPage().ifPresent(page -> assertEquals("https", URI.create(page).getScheme()));
        preset.credits().ifPresent(page -> assertEquals("https", URI.create(page).getScheme()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_preset_that_needs_a_key_and_is_not_local_says_where_to_get_one(Preset preset) {
        boolean custom = preset.id().equals("custom");

        assertEquals(
                preset.style().needsKey() && !preset.local() && !custom,
                preset.keyPage().isPresent() && preset.style().needsKey());
    }

    @ParameterizedTest
    @CsvSource({
        "sk-or-v1-0123456789abcdef0123456789abcdef, openrouter",
        "sk-ant-api03-0123456789abcdef0123456789, anthropic",
        "sk-proj-0123456789abcdef0123456789, openai",
        "gsk_0123456789abcdef0123456789, groq",
        "xai-0123456789abcdef0123456789, xai",
        "AIzaSyA0123456789abcdef0123456789abcdef, gemini",
        "0123456789abcdef0123456789abcdef.AbCdEf0123456789, zai"
    })
    void a_pasted_key_picks_its_own_preset(String key, String preset) {
        assertEquals(preset, Presets.SHIPPED.forKey(Secret.of(key)).orElseThrow().id());
    }

    @Test
    void a_key_that_could_be_anyones_picks_none() {
        assertTrue(Presets.SHIPPED.forKey(Secret.of("sk-0123456789abcdef0123456789")).isEmpty());
    }

    @Test
    void the_quirks_of_known_servers_are_as_documented() {
        assertTrue(quirks("mistral").mistralIds());
        assertTrue(quirks("mistral").noUserAfterTool());
        assertEquals(
                Quirks.ReasoningHistory.REASONING_CONTENT, quirks("deepseek").reasoningHistory());
        assertEquals(
                Quirks.ReasoningHistory.REASONING_DETAILS, quirks("openrouter").reasoningHistory());
        assertEquals(Quirks.ReasoningForm.OBJECT, quirks("openrouter").reasoningForm());
        assertEquals(
                Quirks.ReasoningHistory.THOUGHT_SIGNATURE, quirks("gemini").reasoningHistory());
        assertTrue(quirks("ollama").noImageLinks());
        assertEquals(128, quirks("azure").maxTools());
        assertFalse(quirks("custom").thinkTags());
    }

    private static Quirks quirks(String preset) {
        return Presets.SHIPPED.of(preset).orElseThrow().plainQuirks();
    }
}
