package dev.patchbay.proxy.rewrites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;

import dev.patchbay.hub.Block;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.RandomJson;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RewritesTest {
    private static final String REQUEST =
            """
            { 'model':'m', 'x':1.0, 'messages' : [ {'role':'user','content':'a\\u0062'} ],
              'tools':[{'name':'Read','x':1e3},{'name':'Bash'}], 'tool_choice':{'type':'tool','name':'Read'} }
            """;

    private final List<Loss> losses = new ArrayList<>();

    @Test
    void nothing_to_do_leaves_the_very_same_bytes() {
        byte[] body = bytes(REQUEST);
        var other = rewrites(new Edit.SetField("a", IntNode.valueOf(1)));

        assertSame(body, Rewrites.NONE.asked(Dialect.ANTHROPIC, body, losses::add).body());
        assertSame(body, Rewrites.NONE.sent(body));
        assertSame(body, other.asked(Dialect.ANTHROPIC, body, losses::add).body());
        assertSame(body, rewrites(new Edit.AppendToSystem("a")).sent(body));
    }

    @Test
    void the_profiles_come_before_the_aliass_and_the_backends_last() {
        var rewrites =
                Rewrites.of(
                        Optional.of(Profile.of("p").withRewrites(appending("1"))),
                        Optional.of(Alias.of("a").withRewrites(appending("2"))),
                        BackendSettings.DEMO.withRewrites(appending("3")));

        assertTrue(asked(rewrites).contains("\"content\":\"a\\u0062123\""), asked(rewrites));
    }

    @Test
    void one_that_is_switched_off_does_nothing() {
        var off = Rewrite.of(new Edit.DropField("x")).withEnabled(false);

        assertEquals(Rewrites.NONE, Rewrites.of(List.of(off)));
    }

    @Test
    void each_edit_of_the_clients_request_changes_its_place_and_nothing_else() {
        assertEquals(
                quoted(REQUEST.replace("a\\u0062", "a\\u0062!")),
                asked(rewrites(new Edit.AppendToLastUserMessage("!"))));
        assertEquals(
                quoted(REQUEST.replace("'Read'} }", "'Read'},'system':'!' }")),
                asked(rewrites(new Edit.PrependToSystem("!"))));
        assertEquals(
                quoted(REQUEST.replace("'Read'", "'read_file'")),
                asked(rewrites(new Edit.RenameTool("Read", "read_file"))));
    }

    @Test
    void the_dialect_of_the_client_says_where_its_words_are() {
        var rewrites = rewrites(new Edit.AppendToSystem("!"));
        byte[] body = bytes("{'messages':[{'role':'system','content':'a'}]}");

        assertEquals(
                quoted("{'messages':[{'role':'system','content':'a\\n\\n!'}]}"),
                text(rewrites.asked(Dialect.OPENAI, body, losses::add).body()));
    }

    @Test
    void fields_are_set_and_dropped_on_the_way_out() {
        var rewrites =
                rewrites(
                        new Edit.SetField("x", IntNode.valueOf(2)),
                        new Edit.DropField("tools"),
                        new Edit.SetField("y", IntNode.valueOf(3)));

        assertEquals(
                quoted("{ 'x':2, 'messages':[],'y':3 }"),
                text(rewrites.sent(bytes("{ 'x':1.0, 'tools':[1], 'messages':[] }"))));
    }

    @Test
    void a_header_gets_the_new_value() {
        Headers headers =
                rewrites(new Edit.AddHeader("x-title", "b"), new Edit.AddHeader("New", "c"))
                        .sent(Headers.of("X-Title", "a", "Accept", "*/*"));

        assertEquals(List.of("b"), headers.all("X-Title"));
        assertEquals(List.of("c"), headers.all("New"));
        assertEquals(List.of("*/*"), headers.all("Accept"));
    }

    @Test
    void a_beta_is_added_to_those_of_the_client() {
        Headers headers =
                rewrites(new Edit.AddHeader("Anthropic-Beta", "b"))
                        .sent(Headers.of("anthropic-beta", "a"));

        assertEquals(List.of("a", "b"), headers.all("anthropic-beta"));
    }

    @Test
    void the_client_hears_the_name_it_gave_the_tool() {
        var tools = tools(new Edit.RenameTool("Read", "read_file"));

        assertFalse(tools.isEmpty());
        assertEquals(call("Read"), tools.back(call("read_file")));
        assertEquals(call("Bash"), tools.back(call("Bash")));
        assertEquals(call("made_up"), tools.back(call("made_up")));
        Event text = new Event.BlockOpened(0, new Block.Text());
        assertSame(text, tools.back(text));
    }

    @Test
    void a_tool_that_the_request_does_not_have_is_not_renamed_back() {
        var tools = tools(new Edit.RenameTool("Write", "write_file"));

        assertTrue(tools.isEmpty());
        assertEquals(call("write_file"), tools.back(call("write_file")));
    }

    @Test
    void a_name_that_another_tool_has_is_not_given_and_that_is_said() {
        var rewrites = rewrites(new Edit.RenameTool("Read", "Bash"));

        assertEquals(quoted(REQUEST), asked(rewrites));
        assertEquals(List.of(Loss.felt("rename-tool to a name that another tool has")), losses);
    }

    @Test
    void renames_are_done_in_their_order() {
        var tools =
                tools(
                        new Edit.RenameTool("Read", "a"),
                        new Edit.RenameTool("Bash", "Read"),
                        new Edit.RenameTool("a", "b"));

        assertEquals(call("Read"), tools.back(call("b")));
        assertEquals(call("Bash"), tools.back(call("Read")));
    }

    @Test
    void random_requests_are_the_same_tree_but_for_what_a_rewrite_is_about()
            throws JsonProcessingException {
        for (long seed = 0; seed < 500; seed++) {
            byte[] body = randomRequest(seed);
            var rename = rewrites(new Edit.RenameTool("Read", "read \"file\""));
            byte[] renamed = rename.asked(Dialect.ANTHROPIC, body, losses::add).body();
            byte[] back =
                    rewrites(new Edit.RenameTool("read \"file\"", "Read"))
                            .asked(Dialect.ANTHROPIC, renamed, losses::add)
                            .body();
            byte[] set = rewrites(new Edit.SetField("zz", IntNode.valueOf(1))).sent(body);
            byte[] dropped = rewrites(new Edit.DropField("zz")).sent(set);

            assertEquals(text(body), text(back), "seed " + seed);
            assertEquals(tree(body), tree(dropped), "seed " + seed);
            assertEquals(text(body), text(dropped), "seed " + seed);
        }
    }

    /// Unknown fields of any kind around one call of a tool.
    private static byte[] randomRequest(long seed) {
        var random = new RandomJson(seed);
        return bytes(
                "{ 'x' :"
                        + random.value(1)
                        + ",'messages':[{'y':"
                        + random.value(1)
                        + ",'role':'assistant', 'content':[{'type':'tool_use','z':"
                        + random.value(2)
                        + " ,'name':'Read'}]}]}");
    }

    private static List<Rewrite> appending(String text) {
        return List.of(Rewrite.of(new Edit.AppendToLastUserMessage(text)));
    }

    private static Rewrites rewrites(Edit... edits) {
        return new Rewrites(List.of(edits));
    }

    private String asked(Rewrites rewrites) {
        return text(rewrites.asked(Dialect.ANTHROPIC, bytes(REQUEST), losses::add).body());
    }

    private RenamedTools tools(Edit... edits) {
        return rewrites(edits).asked(Dialect.ANTHROPIC, bytes(REQUEST), losses::add).tools();
    }

    private static Event call(String name) {
        return new Event.BlockOpened(1, new Block.ToolCall("id", name));
    }

    private static JsonNode tree(byte[] body) throws JsonProcessingException {
        return Json.read(body);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return quoted(text).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
