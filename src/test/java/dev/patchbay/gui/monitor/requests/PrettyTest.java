package dev.patchbay.gui.monitor.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PrettyTest {
    @Test
    void json_is_indented_and_its_numbers_stay_as_written() {
        assertEquals(
                List.of(
                        "{",
                        "  \"a\": 0.70,",
                        "  \"b\": [",
                        "    1,",
                        "    true",
                        "  ],",
                        "  \"c\": {},",
                        "  \"d\": []",
                        "}"),
                Pretty.lines("{\"a\":0.70, \"b\":[1,true],\"c\":{ },\"d\":[]}"));
    }

    @Test
    void signs_within_a_text_do_not_count() {
        assertEquals(
                List.of("{", "  \"a\": \"{[,:]} \\\" \\\\\",", "  \"b\": 1", "}"),
                Pretty.lines("{\"a\":\"{[,:]} \\\" \\\\\",\"b\":1}"));
    }

    @Test
    void a_text_goes_on_below_where_it_says_so() {
        assertEquals(
                List.of("{", "  \"a\": \"one\\n", "    two\"", "}"),
                Pretty.lines("{\"a\":\"one\\ntwo\"}"));
    }

    @Test
    void a_stream_stays_as_it_is() {
        assertEquals(
                List.of("event: ping", "data: {\"type\":\"ping\"}", ""),
                Pretty.lines("event: ping\ndata: {\"type\":\"ping\"}\n\n"));
    }

    @Test
    void no_letter_is_lost_wherever_a_body_was_cut() {
        long seed = 77;
        var random = new Random(seed);
        String whole = SampleBodies.text("client-request.json").repeat(20);
        for (int i = 0; i < 200; i++) {
            String cut = whole.substring(0, random.nextInt(whole.length()));
            assertEquals(
                    bare(cut), bare(String.join("", Pretty.lines(cut))), "seed " + seed + ": " + i);
        }
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }

    @Test
    void very_long_lines_are_parted_but_no_letter_is() {
        List<String> lines = Pretty.lines("\uD83D\uDEA2".repeat(3_001) + "x");
        assertTrue(lines.stream().allMatch(line -> line.length() <= Pretty.LONGEST));
        assertTrue(lines.stream().noneMatch(line -> Character.isLowSurrogate(line.charAt(0))));
        assertEquals("\uD83D\uDEA2".repeat(3_001) + "x", String.join("", lines));
    }
}
