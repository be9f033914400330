package dev.patchbay.codec.openai;

import static dev.patchbay.codec.openai.Rig.quoted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.codec.Told;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

/// Frames that repeat all but their text are understood without being parsed. What is understood is
/// what a parser would: the same stream is told again with a tab behind each key of its content,
/// which keeps every frame from being taken for such a one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefrainLawsTest {
    private static final int ROUNDS = 600;

    private static final String[] TEXTS = {
        "",
        "a",
        " word",
        "Zoë 😀",
        "line\nline",
        "\"quoted\"",
        "back\\slash",
        "\"content\":\"x",
        "content",
        "{",
        "</think>",
        "<think>",
        "<tool_call>",
        "\u007f",
        "}]}"
    };

    /// Behind the text of a delta.
    private static final String[] IN_DELTA = {
        "",
        "",
        "",
        ",\"role\":\"assistant\"",
        ",\"refusal\":null",
        ",\"refusal\":\"no\"",
        ",\"reasoning_content\":\"hm\"",
        ",\"reasoning\":\"\"",
        ",\"tool_calls\":null",
        ",\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"read\",\"arguments\":\"{}\"}}]",
        ",\"note\":\"content\"",
        ",\"audio\":{\"id\":\"a\"}"
    };

    private static final String[] IN_CHOICE = {
        "",
        "",
        "",
        ",\"finish_reason\":null",
        ",\"finish_reason\":\"stop\"",
        ",\"logprobs\":null",
        ",\"error\":{\"message\":\"x\"}",
        ",\"usage\":{\"completion_tokens\":3}"
    };

    private static final String[] IN_CHUNK = {
        "",
        "",
        "",
        ",\"created\":1",
        ",\"created\":2",
        ",\"usage\":null",
        ",\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":9}",
        ",\"eval_count\":4",
        ",\"error\":\"broken\"",
        ",\"service_tier\":\"default\""
    };

    private static String of(SplittableRandom random, String[] words) {
        return words[random.nextInt(words.length)];
    }

    private static String chunk(SplittableRandom random, String shape) {
        String text = quoted(of(random, TEXTS));
        String[] parts = shape.split("\\|", -1);
        return "{\"id\":\"u1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s%s}%s}]%s}"
                .formatted(text, parts[0], parts[1], parts[2]);
    }

    private static String stream(SplittableRandom random) {
        var lines = new StringBuilder();
        String shape = "||";
        for (int i = random.nextInt(3, 30); i > 0; i--) {
            if (random.nextInt(4) == 0) {
                shape =
                        of(random, IN_DELTA)
                                + "|"
                                + of(random, IN_CHOICE)
                                + "|"
                                + of(random, IN_CHUNK);
            }
            String chunk = chunk(random, shape);
            switch (random.nextInt(12)) {
                case 0 -> lines.append('[').append(chunk).append(']');
                case 1 -> lines.append(chunk.replace("\":", "\": "));
                case 2 -> lines.append(chunk, 0, chunk.length() / 2);
                default -> lines.append(chunk);
            }
            lines.append('\n');
        }
        return lines.append(Rig.finish("stop")).append('\n').toString();
    }

    private static String told(String sse) {
        var rig = new Rig().tool("read").thinkTags();
        return Told.of(rig.events("text/event-stream", sse)) + rig.losses;
    }

    @Test
    void a_frame_that_was_not_parsed_means_what_it_would_have_meant() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            String sse = Rig.sse(stream(new SplittableRandom(seed)));

            assertEquals(
                    told(sse.replace("\"content\":", "\"content\"\t:")), told(sse), "seed " + seed);
        }
    }

    @Test
    void several_values_in_a_frame_are_all_read_each_time() {
        String text = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}";
        String other = "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"hm\"}}]}";
        String sse =
                "data: %s\ndata: %s\n\ndata: %s\ndata: %s\n\n"
                        .formatted(text.formatted("a"), other, text.formatted("b"), other);

        String all = sse + Rig.sse(Rig.finish("stop"));
        assertEquals(told(all.replace("\"content\":", "\"content\"\t:")), told(all));
    }
}
