package dev.patchbay.app.verbs.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.house.ReplayJson;
import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Both answers of a replay, as people and programs get them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReplayTableTest {
    private static final Map<String, String> WIDE = Map.of("COLUMNS", "80");

    private static Replay.Answer then(Optional<Replay.Said> said) {
        return new Replay.Answer(
                "req_1",
                Optional.empty(),
                Optional.of("sonnet"),
                Optional.of("up"),
                Optional.of("m"),
                OptionalInt.of(200),
                "ok",
                Optional.empty(),
                said,
                Usage.of(1_200, 30).withCacheRead(800).asEstimate(),
                new Cost(OptionalLong.of(1_500_000), Optional.empty()),
                OptionalInt.of(120),
                OptionalInt.of(1_500));
    }

    private static Replay.Answer now(Replay.Said said) {
        return new Replay.Answer(
                "req_2",
                Optional.of("req_1"),
                Optional.empty(),
                Optional.of("other"),
                Optional.of("x"),
                OptionalInt.of(502),
                "failed",
                Optional.of("It broke."),
                Optional.of(said),
                Usage.of(1_000, 20),
                Cost.UNKNOWN,
                OptionalInt.empty(),
                OptionalInt.of(2_000));
    }

    private static Replay.Said said(String text, Part... more) {
        var parts = new ArrayList<Part>(List.of(new Part.Text(text)));
        parts.addAll(List.of(more));
        return new Replay.Said(
                parts, Optional.of(StopReason.of(StopReason.Kind.END_TURN, "end_turn")));
    }

    private static List<String> table(String then, String now) {
        var replay = new Replay(then(Optional.of(said(then))), now(said(now)));
        return ReplayTable.of(replay, WIDE).lines().toList();
    }

    /// What a row of the table holds, its name first.
    private static List<String> row(List<String> table, String name) {
        return table.stream()
                .filter(line -> line.startsWith(name + "  "))
                .map(line -> List.of(line.split(" {2,}")))
                .findFirst()
                .orElse(List.of());
    }

    @Test
    void figures_stand_beside_each_other() {
        List<String> table = table("a", "b");

        assertEquals("req_1 was sent again as req_2.", table.getFirst());
        assertEquals(List.of("target", "up/m", "other/x"), row(table, "target"));
        assertEquals(List.of("status", "200, ok", "502, failed"), row(table, "status"));
        assertEquals(List.of("input", "~1,200", "1,000"), row(table, "input"));
        assertEquals(List.of("cache read", "~800", "–"), row(table, "cache read"));
        assertEquals(List.of("cost", "~$0.0015", "no price"), row(table, "cost"));
        assertEquals(List.of("first token", "120 ms", "–"), row(table, "first token"));
        assertEquals(List.of("whole time", "1,500 ms", "2,000 ms"), row(table, "whole time"));
        assertEquals(List.of("error", "–", "It broke."), row(table, "error"));
    }

    @Test
    void what_is_known_of_neither_is_left_out() {
        assertEquals(List.of(), row(table("a", "b"), "cache write"));
    }

    @Test
    void lines_that_both_have_stand_beside_each_other_and_the_others_are_marked() {
        List<String> lines = new SideBySide(6).lines("one\ntwo\nthree", "one\nthree\nfour");

        assertEquals(List.of("one      one", "two    <", "three    three", "       > four"), lines);
        assertEquals(List.of("a      | b"), new SideBySide(6).lines("a", "b"));
    }

    @Test
    void long_lines_are_broken_between_words_and_long_words_anywhere() {
        assertEquals(
                List.of("Hello      Hello", "world      world"),
                new SideBySide(8).lines("Hello world", "Hello world"));
        assertEquals(
                List.of("abcdefgh | x", "ij       |"), new SideBySide(8).lines("abcdefghij", "x"));
        assertEquals(
                List.of("     abc <", "defgh    <"), new SideBySide(8).lines("     abcdefgh", ""));
    }

    @Test
    void words_of_a_model_cannot_steer_the_terminal() {
        String text = String.join("\n", table("a\u001b[2Jb\tc", "d"));

        assertFalse(text.contains("\u001b"));
        assertTrue(text.contains("a·[2Jb    c"), text);
    }

    @Test
    void an_answer_that_was_not_kept_is_said() {
        var replay = new Replay(then(Optional.empty()), now(said("b")));

        assertTrue(ReplayTable.of(replay, WIDE).contains("(was not kept)"));
    }

    @Test
    void calls_are_shown_with_their_arguments() {
        var call = new Part.ToolCall("c1", "read", "{\"path\":\"a.txt\"}");
        var replay = new Replay(then(Optional.of(said("", call))), now(said("")));
        String text = ReplayTable.of(replay, WIDE);

        assertTrue(text.contains("── tool calls"), text);
        assertTrue(text.contains("  \"path\" : \"a.txt\""), text);
    }

    @Test
    void as_json_it_is_read_again_as_it_was() throws Exception {
        var call = new Part.ToolCall("c1", "read", "{\"path\":\"a.txt\",\"n\":1.50}");
        var broken = new Part.ToolCall("c2", "read", "{\"pa");
        var thought = new Part.Thinking("hm", "");
        var then =
                new Replay.Said(
                        List.of(thought, new Part.Text("hi"), call, broken), Optional.empty());
        var replay = new Replay(then(Optional.of(then)), now(said("b")));
        String json = Json.text(ReplayJson.of(replay));
        Replay read = ReplayJson.read(json);

        assertEquals(json, Json.text(ReplayJson.of(read)));
        assertEquals(Optional.of(then), read.then().said());
        assertEquals(replay.now().usage(), read.now().usage());
        assertEquals(replay.now().error(), read.now().error());
        assertEquals(
                ReplayTable.of(replay, WIDE).lines().toList(),
                ReplayTable.of(read, WIDE).lines().toList());
    }

    @Test
    void as_json_what_was_not_kept_is_null() throws Exception {
        var replay = new Replay(then(Optional.empty()), now(said("b")));
        var json = ReplayJson.of(replay);

        assertTrue(json.at("/then/text").isNull());
        assertTrue(json.at("/then/toolCalls").isNull());
        assertEquals(Optional.empty(), ReplayJson.read(Json.text(json)).then().said());
    }
}
