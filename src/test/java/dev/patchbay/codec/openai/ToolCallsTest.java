package dev.patchbay.codec.openai;

import static dev.patchbay.codec.openai.Rig.calls;
import static dev.patchbay.codec.openai.Rig.delta;
import static dev.patchbay.codec.openai.Rig.finish;
import static dev.patchbay.codec.openai.Rig.quoted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.codec.Told;
import dev.patchbay.hub.Event;
import dev.patchbay.wire.SseFrame;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ToolCallsTest {
    private final Rig rig = new Rig().tool("read").tool("write").tool("get_weather");

    /// What is told of these chunks, without the start and with `tool_calls` as the end.
    private String told(String... chunks) {
        return ended("tool_calls", chunks)
                .replace("started u1 m\n", "")
                .replace("ended TOOL_USE tool_calls\n", "");
    }

    private String ended(String reason, String... chunks) {
        return rig.stream(String.join("\n", chunks) + "\n" + finish(reason) + "\n[DONE]");
    }

    private static String head(int index, String id, String name, String arguments) {
        return "{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":%s}}"
                .formatted(index, id, name, quoted(arguments));
    }

    private static String more(int index, String arguments) {
        return "{\"index\":%d,\"function\":{\"arguments\":%s}}".formatted(index, quoted(arguments));
    }

    /// An element without id and index.
    private static String bare(String name, String arguments) {
        return "{\"function\":{\"name\":\"%s\",\"arguments\":%s}}"
                .formatted(name, quoted(arguments));
    }

    private static String call(int block, String id, String name, String... inputs) {
        var lines = new StringBuilder("%d call %s %s\n".formatted(block, id, name));
        for (var input : inputs) {
            lines.append("%d + %s\n".formatted(block, input));
        }
        return lines.append(block).append(" closed\n").toString();
    }

    @Test
    void fragments_are_told_as_they_come() {
        assertEquals(
                call(0, "c1", "read", "{\"path\":", "\"a", ".txt\"}"),
                told(
                        calls(head(0, "c1", "read", "")),
                        calls(more(0, "{\"path\":")),
                        calls(more(0, "\"a")),
                        calls(more(0, ".txt\"}"))));
    }

    @Test
    void the_first_fragment_is_told_before_the_second_comes() {
        var decoder = rig.decoder();
        var events = new ArrayList<Event>();
        decoder.take(new SseFrame("", calls(head(0, "c1", "read", ""))), events::add);
        decoder.take(new SseFrame("", calls(more(0, "{\"path\":"))), events::add);
        assertEquals("started u1 m\n0 call c1 read\n0 + {\"path\":\n", Told.of(events));
    }

    @Test
    void text_closes_before_the_call_opens() {
        assertEquals(
                "0 text\n0 + Look\n0 closed\n" + call(1, "c1", "read", "{\"a\":1}"),
                told(delta("{\"content\":\"Look\"}"), calls(head(0, "c1", "read", "{\"a\":1}"))));
    }

    @Test
    void text_after_a_call_is_a_block_of_its_own() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1}") + "1 text\n1 + Done\n1 closed\n",
                told(calls(head(0, "c1", "read", "{\"a\":1}")), delta("{\"content\":\"Done\"}")));
    }

    @Test
    void text_in_the_middle_of_a_call_waits_for_its_end() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "1}") + "1 text\n1 + x\n1 + y\n1 closed\n",
                told(
                        calls(head(0, "c1", "read", "{\"a\":")),
                        delta("{\"content\":\"x\"}"),
                        calls(more(0, "1}")),
                        delta("{\"content\":\"y\"}")));
    }

    @Test
    void interleaved_calls_become_two_blocks_in_order() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "1}") + call(1, "c2", "write", "{\"b\":", "2}"),
                told(
                        calls(head(0, "c1", "read", "")),
                        calls(head(1, "c2", "write", "")),
                        calls(more(0, "{\"a\":")),
                        calls(more(1, "{\"b\":")),
                        calls(more(0, "1}")),
                        calls(more(1, "2}"))));
    }

    @Test
    void indices_with_gaps_become_dense_blocks() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1}") + call(1, "c2", "write", "{\"b\":2}"),
                told(
                        calls(head(1, "c1", "read", "{\"a\":1}")),
                        calls(head(5, "c2", "write", "{\"b\":2}"))));
    }

    @Test
    void a_new_id_at_a_repeated_index_is_a_new_call() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1}") + call(1, "c2", "read", "{\"a\":2}"),
                told(
                        calls(head(0, "c1", "read", "{\"a\":1}")),
                        calls(head(0, "c2", "read", "{\"a\":2}"))));
    }

    @Test
    void a_known_id_wins_over_a_wrong_index() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "1}"),
                told(
                        calls(head(1, "c1", "read", "{\"a\":")),
                        calls("{\"index\":0,\"id\":\"c1\",\"function\":{\"arguments\":\"1}\"}}")));
    }

    @Test
    void an_id_rolled_anew_in_each_fragment_stays_one_call() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "1}"),
                told(
                        calls(head(0, "c1", "read", "{\"a\":")),
                        calls("{\"index\":0,\"id\":\"c2\",\"function\":{\"arguments\":\"1}\"}}")));
    }

    @Test
    void an_id_that_comes_after_the_name_is_used() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1}"),
                told(
                        calls("{\"index\":0,\"function\":{\"name\":\"read\"}}"),
                        calls("{\"index\":0,\"id\":\"c1\",\"function\":{\"arguments\":\"\"}}"),
                        calls(more(0, "{\"a\":1}"))));
    }

    @Test
    void a_call_without_any_id_gets_one() {
        assertEquals(
                call(0, "toolu_made1", "read", "{\"a\":1}"),
                told(
                        calls("{\"index\":0,\"function\":{\"name\":\"read\",\"arguments\":\"{\"}}"),
                        calls(more(0, "\"a\":1}"))));
    }

    @Test
    void an_id_that_is_a_number_is_its_text() {
        assertEquals(
                call(0, "7", "read", "{\"a\":1}"),
                told(
                        calls(
                                "{\"id\":7,\"function\":{\"name\":\"read\",\"arguments\":\"{\\\"a\\\":1}\"}}")));
    }

    @Test
    void an_illegal_id_becomes_a_legal_one_that_holds_it() {
        assertEquals(
                call(0, "toolu_x_ZnVuY3Rpb25zLlJlYWQ6MA", "read", "{\"a\":1}"),
                told(calls(head(0, "functions.Read:0", "read", "{\"a\":1}"))));
    }

    @Test
    void an_id_that_the_history_knows_already_is_replaced() {
        rig.past("0");
        assertEquals(
                call(0, "toolu_made1", "read", "{\"a\":1}"),
                told(calls(head(0, "0", "read", "{\"a\":1}"))));
    }

    @Test
    void two_whole_calls_with_one_id_are_two() {
        assertEquals(
                call(0, "c", "read", "{\"a\":1}") + call(1, "toolu_made1", "read", "{\"a\":2}"),
                told(calls(head(0, "c", "read", "{\"a\":1}"), head(1, "c", "read", "{\"a\":2}"))));
    }

    @Test
    void calls_without_id_at_one_index_are_told_apart_by_their_names() {
        assertEquals(
                call(0, "toolu_made1", "read", "{\"a\":1}")
                        + call(1, "toolu_made2", "read", "{\"a\":2}"),
                told(
                        calls(
                                "{\"index\":0,\"function\":{\"name\":\"read\",\"arguments\":\"{\\\"a\\\":1}\"}}"),
                        calls("{\"index\":0,\"function\":{\"name\":\"read\",\"arguments\":\"\"}}"),
                        calls(more(0, "{\"a\":2}"))));
    }

    @Test
    void elements_without_id_and_index_go_by_their_position() {
        assertEquals(
                call(0, "toolu_made1", "read", "{\"a\":", "1}")
                        + call(1, "toolu_made2", "write", "{\"b\":", "2}"),
                told(
                        calls(bare("read", "{\"a\":"), bare("write", "{\"b\":")),
                        calls(
                                "{\"function\":{\"arguments\":\"1}\"}}",
                                "{\"function\":{\"arguments\":\"2}\"}}")));
    }

    @Test
    void whole_calls_without_id_and_index_in_chunks_of_their_own_are_two() {
        assertEquals(
                call(0, "toolu_made1", "read", "{\"a\":1}")
                        + call(1, "toolu_made2", "write", "{\"b\":2}"),
                told(calls(bare("read", "{\"a\":1}")), calls(bare("write", "{\"b\":2}"))));
    }

    @Test
    void a_single_fragment_without_marks_continues_the_last_call() {
        assertEquals(
                call(0, "toolu_made1", "read", "{\"a\":", "1}"),
                told(
                        calls(bare("read", "{\"a\":")),
                        calls("{\"function\":{\"arguments\":\"1}\"}}")));
    }

    @Test
    void a_name_in_every_delta_is_one_name() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "1}"),
                told(
                        calls(head(0, "c1", "read", "")),
                        calls(head(0, "c1", "read", "{\"a\":")),
                        calls(head(0, "c1", "read", "1}"))));
    }

    @Test
    void a_name_repeated_without_an_id_behind_the_whole_call_is_an_echo() {
        var named = "{\"index\":0,\"function\":{\"name\":\"read\",\"arguments\":%s}}";
        assertEquals(
                call(0, "toolu_made1", "read", "{\"a\":", "1}"),
                told(
                        calls(named.formatted("\"{\\\"a\\\":\"")),
                        calls(named.formatted("\"1}\"")),
                        calls(named.formatted("\"\""))));
    }

    @Test
    void a_name_in_pieces_is_joined() {
        assertEquals(
                call(0, "c1", "get_weather", "{\"a\":1}"),
                told(
                        calls(head(0, "c1", "get_", "")),
                        calls("{\"index\":0,\"function\":{\"name\":\"weather\"}}"),
                        calls(more(0, "{\"a\":1}"))));
    }

    @Test
    void a_name_that_never_comes_is_that_of_the_only_tool() {
        var chunk =
                calls("{\"index\":0,\"id\":\"c1\",\"function\":{\"arguments\":\"{\\\"a\\\":1}\"}}");
        var one = new Rig().tool("read");
        assertTrue(one.stream(chunk + "\n" + finish("stop")).contains("0 call c1 read\n"));
        assertTrue(
                new Rig()
                        .tool("read").tool("write").forced("write").stream(
                                        chunk + "\n" + finish("stop"))
                                .contains("0 call c1 write\n"));
    }

    @Test
    void a_name_that_never_comes_and_could_be_any_is_an_error() {
        assertEquals(
                "failed 502 GARBLED The model called a tool without naming it.\n",
                told(
                        calls(
                                "{\"index\":0,\"id\":\"c1\",\"function\":{\"arguments\":\"{\\\"a\\\":1}\"}}")));
    }

    @Test
    void a_changed_name_is_the_clients_own_again() {
        rig.tool("mcp.files/list");
        assertEquals(
                call(0, "c1", "mcp.files/list", "{\"a\":1}"),
                told(calls(head(0, "c1", "mcp_files_list", "{\"a\":1}"))));
    }

    @Test
    void a_name_that_differs_in_case_is_the_clients_own() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1}"),
                told(calls(head(0, "c1", "Read", "{\"a\":1}"))));
    }

    @Test
    void a_name_that_nobody_offered_passes_as_it_is() {
        assertEquals(
                call(0, "c1", "fly", "{\"a\":1}"), told(calls(head(0, "c1", "fly", "{\"a\":1}"))));
    }

    @Test
    void a_call_without_arguments_has_empty_input() {
        assertEquals(call(0, "c1", "read"), told(calls(head(0, "c1", "read", ""))));
        assertEquals(
                call(0, "c1", "read"),
                told(calls("{\"id\":\"c1\",\"function\":{\"name\":\"read\",\"arguments\":null}}")));
        assertEquals(call(0, "c1", "read"), told(calls(head(0, "c1", "read", "{}"))));
    }

    @Test
    void an_empty_object_before_the_real_one_is_a_placeholder() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "1}"),
                told(
                        calls(head(0, "c1", "read", "{}")),
                        calls(more(0, "{\"a\":")),
                        calls(more(0, "1}"))));
    }

    @Test
    void arguments_that_are_an_object_are_its_text() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1.0}"),
                told(
                        calls(
                                "{\"id\":\"c1\",\"function\":{\"name\":\"read\",\"arguments\":{\"a\":1.0}}}")));
    }

    @Test
    void a_later_object_replaces_an_earlier_one() {
        var object = "{\"id\":\"c1\",\"function\":{\"name\":\"read\",\"arguments\":%s}}";
        assertEquals(
                call(0, "c1", "read", "{\"a\":1,\"b\":2}"),
                told(
                        calls(object.formatted("{\"a\":1}")),
                        calls(object.formatted("{\"a\":1,\"b\":2}")),
                        calls(object.formatted("{\"a\":1,\"b\":2}"))));
    }

    @Test
    void of_cumulative_snapshots_only_the_growth_counts() {
        assertEquals(
                call(0, "c1", "read", "{\"path\":\"a", "bc", "\"}"),
                told(
                        calls(head(0, "c1", "read", "{\"path\":\"a")),
                        calls(more(0, "{\"path\":\"abc")),
                        calls(more(0, "{\"path\":\"abc\"}")),
                        calls(more(0, "{\"path\":\"abc\"}"))));
    }

    @Test
    void snapshots_cut_behind_a_colon_are_still_snapshots() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "1}"),
                told(
                        calls(head(0, "c1", "read", "{\"a\":")),
                        calls(more(0, "{\"a\":")),
                        calls(more(0, "{\"a\":1}"))));
    }

    @Test
    void an_object_that_begins_like_the_object_around_it_is_no_snapshot() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "{\"a\":1}", "}"),
                told(
                        calls(head(0, "c1", "read", "{\"a\":")),
                        calls(more(0, "{\"a\":")),
                        calls(more(0, "1}")),
                        calls(more(0, "}"))));
    }

    @Test
    void the_whole_call_once_more_with_the_finish_is_ignored() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":", "1}"),
                told(
                        calls(head(0, "c1", "read", "{\"a\":")),
                        calls(more(0, "1}")),
                        calls(head(0, "c1", "read", "{\"a\":1}"))));
    }

    @Test
    void json_in_a_json_string_is_unwrapped_once() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1}"),
                told(calls(head(0, "c1", "read", "\"{\\\"a\\\":1}\""))));
    }

    @Test
    void a_bare_value_becomes_the_only_required_property() {
        rig.tool("list", "paths");
        assertEquals(
                call(0, "c1", "list", "{\"paths\":[1,2]}"),
                told(calls(head(0, "c1", "list", "[1,2]"))));
    }

    @Test
    void a_bare_value_without_a_property_for_it_is_an_error() {
        assertEquals(
                "failed 502 GARBLED The model called the tool 'read' with no JSON object.\n",
                told(calls(head(0, "c1", "read", "[1,2]"))));
    }

    @Test
    void missing_brackets_are_added_at_a_proper_end() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":[\"b", "\"]}"),
                told(calls(head(0, "c1", "read", "{\"a\":[\"b"))));
    }

    @Test
    void trailing_garbage_is_left_out() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1}"),
                told(calls(head(0, "c1", "read", "{\"a\":1}}</tool>"))));
    }

    @Test
    void what_cannot_be_mended_fails_and_leaves_the_block_open() {
        assertEquals(
                "0 call c1 read\n0 + {\"a\":\nfailed 502 GARBLED The model called the tool 'read',"
                        + " but its tool call arguments are not valid JSON.\n",
                told(calls(head(0, "c1", "read", "{\"a\":"))));
    }

    @Test
    void arguments_cut_off_by_the_limit_stay_as_they_are() {
        assertEquals(
                "started u1 m\n"
                        + call(0, "c1", "read", "{\"a\":\"b")
                        + "ended MAX_TOKENS length\n",
                ended("length", calls(head(0, "c1", "read", "{\"a\":\"b"))));
    }

    @Test
    void a_flood_of_blanks_is_stopped() {
        var told = told(calls(head(0, "c1", "read", "{\"a\":1")), calls(more(0, " ".repeat(600))));
        assertTrue(told.contains("failed 502 GARBLED The model sends nothing but blanks"), told);
    }

    @Test
    void blanks_inside_a_string_are_no_flood() {
        var text = "{\"a\":\"" + " ".repeat(600) + "\"}";
        assertEquals(call(0, "c1", "read", text), told(calls(head(0, "c1", "read", text))));
    }

    @Test
    void raw_line_breaks_inside_strings_are_escaped() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":\"x\\n", "\\u0001\"}"),
                told(calls(head(0, "c1", "read", "{\"a\":\"x\n")), calls(more(0, "\u0001\"}"))));
    }

    @Test
    void a_pair_cut_inside_arguments_is_one_character() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":\"", "\uD83D\uDE00\"}"),
                told(
                        calls(
                                "{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"read\","
                                        + "\"arguments\":\"{\\\"a\\\":\\\"\\ud83d\"}}"),
                        calls("{\"index\":0,\"function\":{\"arguments\":\"\\ude00\\\"}\"}}")));
    }

    @Test
    void the_old_function_call_is_one_call() {
        assertEquals(
                "started u1 m\n"
                        + call(0, "toolu_made1", "read", "{\"a\":", "1}")
                        + "ended TOOL_USE function_call\n",
                ended(
                        "function_call",
                        delta("{\"function_call\":{\"name\":\"read\",\"arguments\":\"\"}}"),
                        delta("{\"function_call\":{\"arguments\":\"{\\\"a\\\":\"}}"),
                        delta("{\"function_call\":{\"arguments\":\"1}\"}}")));
    }

    @Test
    void an_empty_function_call_is_ignored() {
        assertEquals(
                "started u1 m\n0 text\n0 + a\n0 closed\nended END_TURN stop\n",
                ended(
                        "stop",
                        delta("{\"content\":\"a\"}"),
                        delta("{\"function_call\":{\"name\":\"\",\"arguments\":\"\"}}")));
    }

    @Test
    void a_custom_call_has_its_text_as_input() {
        assertEquals(
                call(0, "c1", "read", "{\"input\":\"say \\\"hi\\\"\"}"),
                told(
                        calls(
                                "{\"index\":0,\"id\":\"c1\",\"type\":\"custom\",\"custom\":"
                                        + "{\"name\":\"read\",\"input\":\"say \"}}"),
                        calls(
                                "{\"index\":0,\"type\":\"custom\",\"custom\":{\"input\":"
                                        + "\"\\\"hi\\\"\"}}")));
    }

    @Test
    void calls_among_the_content_parts_are_calls() {
        assertEquals(
                call(0, "c1", "read", "{\"a\":1}"),
                told(
                        delta(
                                "{\"content\":[{\"type\":\"tool_calls\",\"tool_calls\":["
                                        + head(0, "c1", "read", "{\"a\":1}")
                                        + "]}]}")));
    }

    @Test
    void calls_in_the_final_message_of_a_stream_are_not_lost() {
        assertEquals(
                "started u1 m\n0 text\n0 + a\n0 closed\n"
                        + call(1, "c1", "read", "{\"a\":1}")
                        + "ended TOOL_USE stop\n",
                rig.stream(
                        delta("{\"content\":\"a\"}")
                                + "\n{\"choices\":[{\"message\":{\"content\":\"a\",\"tool_calls\":["
                                + head(0, "c1", "read", "{\"a\":1}")
                                + "]},\"finish_reason\":\"stop\"}]}"));
    }

    @Test
    void a_thought_signature_is_kept_under_the_id_of_its_call() {
        var unused =
                told(
                        calls(
                                "{\"id\":\"c1\",\"function\":{\"name\":\"read\",\"arguments\":\"{}\"},"
                                    + "\"extra_content\":{\"google\":{\"thought_signature\":\"sig\"}}}"));
        assertEquals("sig", rig.keepsakes.find("c1").orElseThrow().textValue());
    }

    @Test
    void blanks_between_reasoning_and_the_call_are_dropped() {
        assertEquals(
                "0 thinking\n0 + a\n0 + (signed)\n0 closed\n" + call(1, "c1", "read", "{\"a\":1}"),
                told(
                        delta("{\"reasoning\":\"a\"}"),
                        delta("{\"content\":\"\\n\\n\"}"),
                        calls(head(0, "c1", "read", "{\"a\":1}"))));
    }
}
