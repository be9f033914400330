package dev.patchbay.codec.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ThinkTagsTest {
    /// Thinking in brackets, text as it is: the same when fed whole and character by character.
    private static String read(boolean implicitOpen, String text) {
        var whole = read(new ThinkTags(implicitOpen), new String[] {text}).replace("][", "");
        var single = read(new ThinkTags(implicitOpen), text.split("")).replace("][", "");
        assertEquals(whole, single);
        return whole;
    }

    private static String read(ThinkTags tags, String[] pieces) {
        var told = new StringBuilder();
        for (var piece : pieces) {
            tags.take(piece, t -> told.append('[').append(t).append(']'), told::append);
        }
        tags.end(t -> told.append('[').append(t).append(']'), told::append);
        return told.toString();
    }

    @Test
    void a_tag_at_the_head_is_thinking() {
        assertEquals("[a]b", read(false, "<think>a</think>b"));
        assertEquals("[a]b", read(false, "\n <thinking>a</thinking>\n\nb"));
        assertEquals("[a]b", read(false, "<reasoning>a</reasoning> b"));
        assertEquals("[a]b", read(false, "◁think▷a◁/think▷b"));
    }

    @Test
    void a_tag_behind_text_is_text() {
        assertEquals("Use <think>a</think>", read(false, "Use <think>a</think>"));
    }

    @Test
    void a_second_tag_is_text() {
        assertEquals("[a]b<think>c</think>", read(false, "<think>a</think>b<think>c</think>"));
    }

    @Test
    void what_only_begins_like_a_tag_is_text() {
        assertEquals("<thing>a", read(false, "<thing>a"));
        assertEquals("<thi", read(false, "<thi"));
    }

    @Test
    void what_only_begins_like_the_closing_tag_is_thinking() {
        assertEquals("[a</thin b</]", read(false, "<think>a</thin b</"));
    }

    @Test
    void a_closing_tag_without_its_opening_one_ends_thinking_where_that_is_known() {
        assertEquals("[a]b", read(true, "a</think>\nb"));
        assertEquals("a</think>b", read(false, "a</think>b"));
    }

    @Test
    void without_any_closing_tag_it_was_text() {
        assertEquals("ab", read(true, "ab"));
    }
}
