package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.hub.Quirks;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        preset.credits().ifPresent(it -> assertEquals("https", it.page().getScheme()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_preset_that_needs_a_key_and_is_not_local_says_where_to_get_one(Preset preset) {
        boolean custom = preset.id().equals("custom");

        assertEquals(
                preset.style().needsKey() && !preset.local() && !custom,
                preset.keyPage().isPresent() && preset.style().needsKey());
    }

    /// A key that nobody was given: what its maker's keys begin with, and a run of one letter.
    private static String fake(String prefix, int length) {
        return prefix + "x".repeat(length);
    }

    @ParameterizedTest
    @CsvSource({
        "sk-or-v1-, 30, openrouter",
        "sk-ant-, 30, anthropic",
        "sk-proj-, 30, openai",
        "sk-svcacct-, 30, openai",
        "cpk_, 30, chutes",
        "gsk_, 30, groq",
        "xai-, 30, xai",
        "fw_, 30, fireworks",
        "tgp_v1_, 30, together",
        "AIza, 35, gemini"
    })
    void a_pasted_key_picks_its_own_preset(String prefix, int length, String preset) {
        assertEquals(Optional.of(preset), presetFor(fake(prefix, length)));
    }

    @Test
    void a_key_with_its_makers_mark_in_the_middle_picks_its_own_preset() {
        assertEquals(Optional.of("openai"), presetFor(fake(fake("sk-", 20) + "T3BlbkFJ", 20)));
        assertEquals(Optional.of("zai"), presetFor(fake("0".repeat(32) + ".", 16)));
    }

    @Test
    void every_pattern_of_keys_is_proven_above() {
        assertEquals(
                Set.of(
                        "openai",
                        "anthropic",
                        "openrouter",
                        "chutes",
                        "groq",
                        "zai",
                        "together",
                        "fireworks",
                        "xai",
                        "gemini"),
                all().stream()
                        .filter(preset -> preset.keyPattern().isPresent())
                        .map(Preset::id)
                        .collect(Collectors.toSet()));
    }

    @Test
    void a_key_that_could_be_anyones_picks_none() {
        assertEquals(Optional.empty(), presetFor(fake("sk-", 30)));
    }

    private static Optional<String> presetFor(String key) {
        return Presets.SHIPPED.forKey(Secret.of(key)).map(Preset::id);
    }

    /// A slip in the name of a field would be silence, not a fault.
    @ParameterizedTest
    @MethodSource("all")
    void every_preset_says_only_what_is_read(Preset preset) {
        Set<String> read =
                Set.of(
                        "id",
                        "name",
                        "kind",
                        "baseUrl",
                        "example",
                        "auth",
                        "oauth",
                        "quirks",
                        "keyPage",
                        "keyPattern",
                        "credits",
                        "models",
                        "local");
        var said = new TreeSet<String>();
        preset.written().copy().fieldNames().forEachRemaining(said::add);
        said.removeAll(read);

        assertEquals(Set.of(), said);
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_backend_of_a_preset_with_an_address_needs_nothing_more_than_a_key(Preset preset) {
        var problems = new ArrayList<Problem>();
        var said = SettingsJson.object().put("id", "x").put("preset", preset.id());
        said.put("compartmentId", "ocid1.compartment.oc1..test");
        preset.example().ifPresent(url -> said.put("baseUrl", url));
        if (preset.style().needsKey()) {
            said.putObject("auth").putArray("keys").add("env:KEY");
        }
        BackendReading.read(Section.root(said, problems));

        assertEquals(List.of(), problems);
    }

    @Test
    @Proves("openai-chat §8 presets")
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
