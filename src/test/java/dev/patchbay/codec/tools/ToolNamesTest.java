package dev.patchbay.codec.tools;

import static dev.patchbay.hub.PromptBuilder.call;
import static dev.patchbay.hub.PromptBuilder.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.RandomPrompts;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.HashMap;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ToolNamesTest {
    private static ToolNames names(PromptBuilder prompt) {
        return ToolNames.of(prompt.build());
    }

    @Test
    void accepted_names_stay() {
        var names = names(prompt().tool("read_File-2"));
        assertEquals("read_File-2", names.wire("read_File-2"));
        assertEquals("read_File-2", names.original("read_File-2"));
    }

    @Test
    void other_characters_become_underscores_and_come_back() {
        var names = names(prompt().tool("mcp.git: log"));
        assertEquals("mcp_git__log", names.wire("mcp.git: log"));
        assertEquals("mcp.git: log", names.original("mcp_git__log"));
    }

    @Test
    void long_names_end_in_a_hash_of_the_whole() {
        var wire = names(prompt().tool("n".repeat(90))).wire("n".repeat(90));
        assertTrue(wire.matches("n{55}_[0-9a-f]{8}"), wire);
    }

    @Test
    void two_names_that_would_meet_are_told_apart() {
        var names = names(prompt().tool("a.b").tool("a_b").tool("a:b"));
        assertEquals("a_b", names.wire("a_b"));
        assertTrue(names.wire("a.b").matches("a_b_[0-9a-f]{8}"), names.wire("a.b"));
        assertNotEquals(names.wire("a.b"), names.wire("a:b"));
        assertEquals("a.b", names.original(names.wire("a.b")));
    }

    @Test
    void a_tool_keeps_its_wire_name_however_the_history_grows() {
        var before = names(prompt().tool("a.b"));
        var after = names(prompt().tool("a.b").assistant(call("c1", "a_b"), call("c2", "a:b")));
        assertEquals(before.wire("a.b"), after.wire("a.b"));
        assertNotEquals(after.wire("a.b"), after.wire("a_b"));
    }

    @Test
    void a_name_that_differs_in_case_alone_is_found_if_it_is_the_only_one() {
        assertEquals("Read", names(prompt().tool("Read")).original("read"));
        assertEquals("READ", names(prompt().tool("Read").tool("read")).original("READ"));
    }

    @Test
    void a_name_the_model_made_up_passes_unchanged() {
        assertEquals("nothing like it", names(prompt().tool("f")).original("nothing like it"));
    }

    @Test
    void whatever_the_names_they_stay_apart_and_come_back() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new RandomPrompts(seed);
            var prompt = prompt();
            var originals = new HashMap<String, String>();
            for (int i = 0; i < 20; i++) {
                var name = random.word();
                if (i % 2 == 0) {
                    prompt.tool(name);
                } else {
                    prompt.assistant(call("c" + i, name));
                }
                originals.put(name, name);
            }
            var names = names(prompt);
            var wires = new HashMap<String, String>();
            for (String name : originals.keySet()) {
                var wire = names.wire(name);
                assertTrue(wire.matches("[a-zA-Z0-9_-]{1,64}"), "seed " + seed + ": " + wire);
                assertEquals(null, wires.put(wire, name), "seed " + seed + ": " + wire);
                assertEquals(name, names.original(wire), "seed " + seed);
            }
        }
    }
}
