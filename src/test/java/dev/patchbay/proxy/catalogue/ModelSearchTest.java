package dev.patchbay.proxy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.hub.Target;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelSearchTest {
    private static final List<String> FIRST =
            List.of(
                    "moonshotai/kimi-k2",
                    "moonshotai/kimi-k2-0905",
                    "moonshotai/kimi-k2-thinking",
                    "anthropic/claude-sonnet-4",
                    "anthropic/claude-sonnet-4.5",
                    "anthropic/claude-opus-4.1",
                    "openai/gpt-4o",
                    "openai/gpt-4o-mini",
                    "openai/gpt-4-0613",
                    "qwen/qwen3-coder",
                    "meta/llama-3.1-70b-instruct",
                    "mistralai/mistral-large-2407",
                    "mistralai/mistral-large-2411",
                    "GLM-4.6");
    private static final List<String> SECOND =
            List.of(
                    "claude-haiku-4-5-20251001",
                    "gpt-5.1",
                    "gpt-5.10",
                    "gpt-5.9",
                    "kimi-k2",
                    "meta/llama-3.1-8b-instruct");

    private static Optional<ModelSearch.Found> find(String name) {
        return ModelSearch.find(
                name,
                List.of(
                        new ModelSearch.Shelf("one", Listed.of(FIRST)),
                        new ModelSearch.Shelf("two", Listed.of(SECOND))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    kimi-k2                    | two/kimi-k2                     | listed by two
                    moonshotai/kimi-k2         | one/moonshotai/kimi-k2          | listed by one
                    Kimi-K2                    | two/kimi-k2                     | case fixed: Kimi-K2 → kimi-k2
                    glm-4.6                    | one/GLM-4.6                     | case fixed: glm-4.6 → GLM-4.6
                    gpt-4o                     | one/openai/gpt-4o               | last path segment: gpt-4o → openai/gpt-4o
                    azure/GPT-4o               | one/openai/gpt-4o               | last path segment: azure/GPT-4o → openai/gpt-4o
                    gpt-4o-2024-08-06          | one/openai/gpt-4o               | without the date: gpt-4o-2024-08-06 → openai/gpt-4o
                    claude-haiku-4-5           | two/claude-haiku-4-5-20251001   | without the date: claude-haiku-4-5 → claude-haiku-4-5-20251001
                    claude-haiku-4-5@20251001  | two/claude-haiku-4-5-20251001   | without the date: claude-haiku-4-5@20251001 → claude-haiku-4-5-20251001
                    claude-sonnet-4-5-20250929 | one/anthropic/claude-sonnet-4.5 | as anthropic/NAME: claude-sonnet-4-5-20250929 → anthropic/claude-sonnet-4.5
                    claude-opus-4-8            | one/anthropic/claude-opus-4.1   | newest of its family: claude-opus-4-8 → anthropic/claude-opus-4.1
                    claude-3-5-sonnet-latest   | one/anthropic/claude-sonnet-4.5 | newest of its family: claude-3-5-sonnet-latest → anthropic/claude-sonnet-4.5
                    claude-sonnet              | one/anthropic/claude-sonnet-4.5 | newest of its family: claude-sonnet → anthropic/claude-sonnet-4.5
                    gpt-5                      | two/gpt-5.10                    | newest of its family: gpt-5 → gpt-5.10
                    kimi-k1.5                  | one/moonshotai/kimi-k2-0905     | newest of its family: kimi-k1.5 → moonshotai/kimi-k2-0905
                    qwen2.5-coder              | one/qwen/qwen3-coder            | newest of its family: qwen2.5-coder → qwen/qwen3-coder
                    mistral-large              | one/mistralai/mistral-large-2411 | newest of its family: mistral-large → mistralai/mistral-large-2411
                    llama-3.3-70b-instruct     | one/meta/llama-3.1-70b-instruct | newest of its family: llama-3.3-70b-instruct → meta/llama-3.1-70b-instruct
                    gpt-6-turbo                |                                 |
                    llama-3.1-405b-instruct    |                                 |
                    x/                         |                                 |
                    4.5                        |                                 |
                    """)
    void each_rule_is_tried_on_all_backends_before_the_next(
            String name, String target, String reason) {
        Optional<ModelSearch.Found> found = find(name);

        assertEquals(Optional.ofNullable(target), found.map(it -> it.target().toString()));
        assertEquals(Optional.ofNullable(reason), found.map(ModelSearch.Found::reason));
    }

    @Test
    void a_name_is_taken_apart() {
        var name = ModelName.of("anthropic/Claude-Sonnet-4-5-20251001");

        assertEquals("claude-sonnet-4-5-20251001", name.segment());
        assertEquals("anthropic/claude-sonnet-4-5", name.undated());
        assertEquals("claude sonnet", name.family());
        assertEquals(List.of(4, 5), name.version());
        assertEquals(20251001, name.date());
    }

    @ParameterizedTest
    @CsvSource({
        "m-20251001, m",
        "m@20251001, m",
        "m-2025-10-01, m",
        "m-20251301, m-20251301",
        "m-20251232, m-20251232",
        "m-19991231, m-19991231",
        "-20251001, -20251001",
        "m-2025100, m-2025100",
        "m_20251001, m_20251001"
    })
    void a_date_at_the_end_is_cut_off_and_nothing_else(String name, String cut) {
        assertEquals(cut, Dates.cut(name));
    }

    @Test
    void a_model_in_place_of_another_keeps_what_is_fixed_for_the_target() {
        var found = new ModelSearch.Found(Target.of("one", "right"), "case fixed");
        var fixed =
                new Target(
                        "one",
                        "wrong",
                        java.util.OptionalDouble.of(0.5),
                        Optional.empty(),
                        java.util.OptionalInt.of(7),
                        java.util.Map.of());

        assertEquals(fixed.withModel("right"), found.in(fixed).target());
    }
}
