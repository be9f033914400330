package dev.patchbay.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FamiliesTest {
    private final Families shipped = Families.shipped();

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini, O200K",
        "gpt-4.1, O200K",
        "openai/gpt-5.1-codex, O200K",
        "openai/o3-mini, O200K",
        "chatgpt-4o-latest, O200K",
        "gpt-4, CL100K",
        "gpt-4-turbo-2024-04-09, CL100K",
        "openai/gpt-3.5-turbo, CL100K",
        "GPT-4, CL100K",
        "qwen/qwen3-coder, O200K",
        "never-heard-of, O200K",
        "'', O200K",
    })
    void a_name_tells_the_vocabulary(String model, Vocabulary vocabulary) {
        assertEquals(vocabulary, shipped.of(model).vocabulary());
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, claude",
        "us.anthropic.claude-opus-4-1-v1:0, claude",
        "accounts/fireworks/models/deepseek-v3, deepseek",
        "meta-llama/Llama-3.3-70B-Instruct, llama",
        "moonshotai/Kimi-K2, kimi",
        "o1, o1",
        "gpt-4o1, gpt-4o",
        "turbo1, ''",
    })
    void a_prefix_must_begin_a_word_of_the_name(String model, String prefix) {
        assertEquals(prefix, shipped.of(model).prefix());
    }

    @Test
    void the_first_line_that_fits_decides() {
        var families = Families.parse("a cl100k 2.0 # said why\n\n# only said\nab o200k 3\n");
        assertEquals(2.0, families.of("abc").factor());
    }

    @Test
    void claude_makes_more_tokens_than_the_table_it_is_counted_with() {
        assertTrue(shipped.of("claude-opus-4").factor() > 1.0);
    }

    @Test
    void a_line_that_cannot_be_read_is_named() {
        var fault = assertThrows(IllegalArgumentException.class, () -> Families.parse("qwen 1.0"));
        assertTrue(fault.getMessage().contains("qwen 1.0"));
        assertThrows(
                IllegalArgumentException.class, () -> Families.parse("qwen o200k 1.0 chinese"));
        assertThrows(
                IllegalArgumentException.class, () -> Families.parse("qwen o200k 1.0 martian=2"));
    }

    /// As if the table made a token of each letter.
    private static double tokens(String family, String text) {
        return Families.parse(family).of("qwen").tokens(text, String::length);
    }

    @Test
    void what_is_said_of_a_script_is_about_that_script_alone() {
        String line = "qwen o200k 2.0 chinese=0.5 japanese=0.25";
        assertEquals(2 * (6 + 0.5 * 4), tokens(line, "say 你好，世x!"), 1e-9);
        assertEquals(2 * 0.25 * 5, tokens(line, "こんにちは"), 1e-9);
        assertEquals(2 * 0.25 * 4, tokens(line, "東京です"), 1e-9);
        assertEquals(2 * 5, tokens(line, "hello"), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "12, 1", "123, 2", "1234, 2", "123456, 4", "1 2 3, 0", "a12b345, 3"})
    void where_each_digit_is_a_token_those_within_a_group_are_added(String text, int more) {
        assertEquals(text.length() + more, tokens("qwen o200k 1.0 digit=1", text), 1e-9);
    }

    @Test
    void where_line_ends_stand_alone_each_is_added() {
        assertEquals(5 + 2 * 0.5, tokens("qwen o200k 1.0 line=0.5", "a\nb\nc"), 1e-9);
    }
}
