package dev.patchbay.codec.openai;

import static dev.patchbay.codec.openai.Rig.calls;
import static dev.patchbay.codec.openai.Rig.delta;
import static dev.patchbay.codec.openai.Rig.finish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.codec.Told;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.SseFrame;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EndAndUsageTest {
    private static final String HI = delta("{\"content\":\"Hi\"}");
    private static final String CALL =
            calls(
                    "{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"read\",\"arguments\":"
                            + "\"{\\\"a\\\":1}\"}}");
    private static final String TOLD_HI = "started u1 m\n0 text\n0 + Hi\n";
    private static final String CLOSED =
            "failed 502 TRUNCATED Mill: the upstream closed the stream before finishing.\n";

    private final Rig rig = new Rig().tool("read");

    private static String lines(String... chunks) {
        return String.join("\n", chunks);
    }

    private static String usage(String json) {
        return "{\"choices\":[],\"usage\":" + json + "}";
    }

    /// The line that tells the usage of a stream with this chunk behind its finish.
    private String used(String chunk) {
        return rig.stream(lines(HI, finish("stop"), chunk, "[DONE]"))
                .lines()
                .filter(line -> line.startsWith("used"))
                .reduce("", (a, b) -> b);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, END_TURN, TOOL_USE",
        "end_turn, END_TURN, TOOL_USE",
        "eos, END_TURN, TOOL_USE",
        "eos_token, END_TURN, TOOL_USE",
        "complete, END_TURN, TOOL_USE",
        "COMPLETED, END_TURN, TOOL_USE",
        "end, END_TURN, TOOL_USE",
        "tool_calls, END_TURN, TOOL_USE",
        "function_call, END_TURN, TOOL_USE",
        "tool_use, END_TURN, TOOL_USE",
        "tool_call, END_TURN, TOOL_USE",
        "length, MAX_TOKENS, MAX_TOKENS",
        "MAX_TOKENS, MAX_TOKENS, MAX_TOKENS",
        "max_output_tokens, MAX_TOKENS, MAX_TOKENS",
        "model_length, CONTEXT_FULL, CONTEXT_FULL",
        "context_length_exceeded, CONTEXT_FULL, CONTEXT_FULL",
        "content_filter, REFUSAL, REFUSAL",
        "SAFETY, REFUSAL, REFUSAL",
        "recitation, REFUSAL, REFUSAL",
        "sensitive, REFUSAL, REFUSAL",
        "weird, END_TURN, TOOL_USE"
    })
    void finish_reasons_become_our_words(String raw, String alone, String withCall) {
        assertTrue(
                rig.stream(lines(HI, finish(raw))).endsWith("ended " + alone + " " + raw + "\n"));
        assertTrue(
                rig.stream(lines(CALL, finish(raw)))
                        .endsWith("ended " + withCall + " " + raw + "\n"));
    }

    @ParameterizedTest
    @CsvSource({"error", "insufficient_system_resource", "abort", "network_error"})
    void finish_reasons_of_failure_fail(String raw) {
        assertEquals(
                TOLD_HI
                        + "failed 502 UPSTREAM_FAILED Mill: The answer ended with the finish reason"
                        + " '"
                        + raw
                        + "'.\n",
                rig.stream(lines(HI, finish(raw))));
    }

    @Test
    void an_unknown_finish_reason_is_said() {
        var unused = rig.stream(lines(HI, finish("weird")));
        assertEquals(List.of("a finish reason that is not known"), rig.lost());
    }

    @Test
    void empty_finish_reasons_mean_nothing() {
        assertEquals(
                TOLD_HI + CLOSED,
                rig.stream(
                        "{\"id\":\"u1\",\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"Hi\"},"
                            + "\"finish_reason\":\"\"}]}"));
    }

    @Test
    void the_last_of_two_finish_chunks_counts_with_its_usage() {
        assertEquals(
                TOLD_HI + "used [10, ?, ?, 2, ?]\n0 closed\nended MAX_TOKENS length\n",
                rig.stream(
                        lines(
                                HI,
                                finish("stop"),
                                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}],\"usage\":"
                                    + "{\"prompt_tokens\":10,\"completion_tokens\":2}}",
                                "[DONE]",
                                "[DONE]")));
    }

    @Test
    void a_stop_sequence_that_we_sent_is_named() {
        rig.stop("###");
        var chunk = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\",\"%s\":%s}]}";
        assertTrue(
                rig.stream(lines(HI, chunk.formatted("stop_reason", "\"###\"")))
                        .endsWith("ended STOP_SEQUENCE stop [###]\n"));
        assertTrue(
                rig.stream(lines(HI, chunk.formatted("matched_stop", "\"###\"")))
                        .endsWith("ended STOP_SEQUENCE stop [###]\n"));
        assertTrue(
                rig.stream(lines(HI, chunk.formatted("matched_stop", "128001")))
                        .endsWith("ended END_TURN stop\n"));
    }

    @Test
    void an_empty_answer_is_a_valid_one() {
        assertEquals(
                "started u1 m\nended END_TURN stop\n",
                rig.stream(
                        lines(delta("{\"role\":\"assistant\",\"content\":null}"), finish("stop"))));
    }

    @Test
    void nothing_but_done_is_a_failure() {
        assertEquals(CLOSED, rig.stream("[DONE]"));
    }

    @Test
    void text_and_then_nothing_is_a_failure() {
        assertEquals(TOLD_HI + CLOSED, rig.stream(HI));
    }

    @Test
    void done_behind_whole_text_ends_it() {
        assertEquals(TOLD_HI + "0 closed\nended END_TURN \n", rig.stream(lines(HI, "[DONE]")));
        assertEquals(List.of("the finish reason, which never came"), rig.lost());
    }

    @Test
    void done_in_the_middle_of_a_call_is_a_failure() {
        var half =
                calls(
                        "{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"read\",\"arguments\":"
                                + "\"{\\\"a\\\":\"}}");
        assertEquals(
                "started u1 m\n0 call c1 read\n0 + {\"a\":\n" + CLOSED,
                rig.stream(lines(half, "[DONE]")));
    }

    @Test
    void what_comes_behind_done_is_ignored() {
        assertEquals(
                TOLD_HI + "0 closed\nended END_TURN stop\n",
                rig.stream(lines(HI, finish("stop"), "[DONE]", HI)));
    }

    @Test
    void a_connection_that_breaks_behind_the_finish_changes_nothing() {
        var decoder = rig.decoder();
        var events = new ArrayList<Event>();
        decoder.take(new SseFrame("", HI), events::add);
        decoder.take(new SseFrame("", finish("stop")), events::add);
        assertTrue(decoder.complete());
        assertFalse(decoder.finished());
        decoder.broken(ProxyError.of(ProxyError.Kind.UNREACHABLE, "gone"), events::add);
        assertEquals(TOLD_HI + "0 closed\nended END_TURN stop\n", Told.of(events));
        assertTrue(decoder.finished());
    }

    @Test
    void a_connection_that_breaks_before_the_finish_is_that_failure() {
        var decoder = rig.decoder();
        var events = new ArrayList<Event>();
        decoder.take(new SseFrame("", HI), events::add);
        decoder.broken(ProxyError.of(ProxyError.Kind.UNREACHABLE, "gone"), events::add);
        assertEquals(TOLD_HI + "failed 502 UNREACHABLE gone\n", Told.of(events));
    }

    @Test
    void the_end_is_told_when_the_usage_has_come() {
        var decoder = rig.decoder();
        var events = new ArrayList<Event>();
        decoder.take(new SseFrame("", HI), events::add);
        decoder.take(new SseFrame("", finish("stop")), events::add);
        assertFalse(decoder.finished());
        decoder.take(
                new SseFrame("", usage("{\"prompt_tokens\":10,\"completion_tokens\":2}")),
                events::add);
        assertTrue(decoder.finished());
    }

    @Test
    void an_error_behind_the_finish_changes_nothing() {
        assertEquals(
                TOLD_HI + "0 closed\nended END_TURN stop\n",
                rig.stream(lines(HI, finish("stop"), "{\"error\":{\"message\":\"late\"}}")));
    }

    @Test
    void a_failure_behind_the_finish_changes_no_reason() {
        assertEquals(
                TOLD_HI + "0 closed\nended MAX_TOKENS length\n",
                rig.stream(lines(HI, finish("length"), finish("error"))));
    }

    @Test
    void an_error_inside_a_choice_is_a_failure_unless_the_end_was_told() {
        var failed =
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\",\"error\":{\"code\":429,"
                        + "\"message\":\"slow\"}}],\"usage\":{\"prompt_tokens\":10}}";
        assertEquals(
                TOLD_HI + "failed 429 RATE_LIMITED Mill: slow\n", rig.stream(lines(HI, failed)));
        assertEquals(
                TOLD_HI + "0 closed\nended END_TURN stop\n",
                rig.stream(lines(HI, finish("stop"), failed)));
    }

    @Test
    void an_error_object_first_is_a_failure_with_its_status() {
        assertEquals(
                "failed 429 RATE_LIMITED Mill: slow down\n",
                rig.stream("{\"error\":{\"code\":429,\"message\":\"slow down\"}}"));
        assertEquals("failed 502 UPSTREAM_FAILED Mill: oops\n", rig.stream("{\"error\":\"oops\"}"));
    }

    @Test
    void an_error_object_after_text_closes_nothing() {
        assertEquals(
                TOLD_HI + "failed 502 UPSTREAM_FAILED Mill: Provider gone\n",
                rig.stream(
                        lines(
                                HI,
                                "{\"id\":\"u1\",\"error\":{\"code\":\"server_error\",\"message\":"
                                        + "\"Provider gone\"},\"choices\":[{\"delta\":{},"
                                        + "\"finish_reason\":\"error\"}]}",
                                finish("stop"),
                                "[DONE]")));
    }

    @Test
    void an_error_of_null_is_no_error() {
        assertEquals(
                TOLD_HI + "0 closed\nended END_TURN stop\n",
                rig.stream(lines(HI.replace("{\"id\"", "{\"error\":null,\"id\""), finish("stop"))));
    }

    @Test
    void an_error_event_is_one_whatever_its_data() {
        assertEquals(
                "failed 502 UPSTREAM_FAILED Mill: x\n",
                rig.answer("text/event-stream", "event: error\ndata: {\"message\":\"x\"}\n\n"));
        assertEquals(
                "failed 502 UPSTREAM_FAILED Mill: just words\n",
                rig.answer("text/event-stream", "event: error\ndata: just words\n\n"));
    }

    @Test
    void one_bad_line_between_good_ones_is_left_out() {
        assertEquals(
                TOLD_HI + "0 closed\nended END_TURN stop\n",
                rig.stream(lines(HI, "{\"broken", finish("stop"))));
        assertEquals(List.of("a line of the stream that cannot be read"), rig.lost());
    }

    @Test
    void three_bad_lines_in_a_row_are_a_failure() {
        assertEquals(
                TOLD_HI + "failed 502 GARBLED Mill sent a stream that cannot be read.\n",
                rig.stream(lines(HI, "x", "y", "z", finish("stop"))));
    }

    @Test
    void bad_lines_behind_the_finish_change_nothing() {
        assertEquals(
                TOLD_HI + "0 closed\nended END_TURN stop\n",
                rig.stream(lines(HI, finish("stop"), "x", "y", "z")));
    }

    @Test
    void a_bad_line_alone_is_a_failure() {
        assertEquals(
                "failed 502 GARBLED Mill sent a stream that cannot be read.\n", rig.stream("oops"));
    }

    @Test
    void chunks_without_choices_are_no_failure() {
        assertEquals(
                "started  \n0 text\n0 + Hi\n0 closed\nended END_TURN stop\n",
                rig.stream(
                        lines(
                                "{\"choices\":[],\"prompt_filter_results\":[]}",
                                "{\"choices\":null}",
                                "{}",
                                HI,
                                finish("stop"))));
    }

    @Test
    void usage_of_every_home_is_found() {
        var plain = "{\"prompt_tokens\":10,\"completion_tokens\":2}";
        for (var chunk :
                List.of(
                        usage(plain),
                        "{\"usage\":" + plain + "}",
                        "{\"choices\":[{\"index\":0,\"delta\":{},\"usage\":" + plain + "}]}",
                        "{\"choices\":[],\"x_groq\":{\"usage\":" + plain + "}}",
                        "{\"prompt_eval_count\":10,\"eval_count\":2}",
                        usage("{\"prompt_tokens\":\"10\",\"completion_tokens\":2.0}"))) {
            assertEquals("used [10, ?, ?, 2, ?]", used(chunk), chunk);
        }
    }

    @Test
    void the_timings_of_llama_cpp_count_the_cached_part_beside() {
        assertEquals(
                "used [10, 90, ?, 2, ?]",
                used(
                        "{\"choices\":[],\"timings\":{\"prompt_n\":10,\"cache_n\":90,"
                                + "\"predicted_n\":2}}"));
    }

    @Test
    void cached_and_written_tokens_are_taken_out_of_the_prompt() {
        assertEquals(
                "used [100, 600, 300, 5, ?]",
                used(
                        usage(
                                "{\"prompt_tokens\":1000,\"completion_tokens\":5,"
                                        + "\"prompt_tokens_details\":{\"cached_tokens\":600,"
                                        + "\"cache_write_tokens\":300}}")));
    }

    @Test
    void the_names_of_cached_tokens_are_never_added_up() {
        assertEquals(
                "used [100, 900, ?, 5, ?]",
                used(
                        usage(
                                "{\"prompt_tokens\":1000,\"completion_tokens\":5,"
                                    + "\"prompt_cache_hit_tokens\":900,\"cached_tokens\":900}")));
    }

    @Test
    void reasoning_tokens_are_part_of_the_output_unless_the_backend_counts_them_beside() {
        var chunk =
                usage(
                        "{\"prompt_tokens\":10,\"completion_tokens\":5,"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}");
        assertEquals("used [10, ?, ?, 5, 3]", used(chunk));
        rig.thinkingBesideOutput();
        assertEquals("used [10, ?, ?, 8, 3]", used(chunk));
    }

    @Test
    void running_totals_are_not_added_up() {
        var totals = "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":%d}}";
        assertEquals(
                """
                started u1 m
                0 text
                0 + Hi
                used [10, ?, ?, 1, ?]
                0 + Hi
                used [10, ?, ?, 2, ?]
                0 closed
                ended END_TURN stop
                """,
                rig.stream(
                        lines(
                                HI.replaceFirst("}$", "," + totals.formatted(1)),
                                HI.replaceFirst("}$", "," + totals.formatted(2)),
                                finish("stop"))));
    }

    @Test
    void usage_of_null_and_of_zeros_is_unknown() {
        assertEquals("", used("{\"choices\":[],\"usage\":null}"));
        assertEquals(
                "",
                used(usage("{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}")));
    }

    @Test
    void negative_and_boundless_counts_do_no_harm() {
        assertEquals(
                "used [1000000000000000, 0, ?, ?, ?]",
                used(usage("{\"prompt_tokens\":1e999,\"cached_tokens\":-5}")));
    }
}
