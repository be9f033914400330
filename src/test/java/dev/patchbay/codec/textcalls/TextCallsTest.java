package dev.patchbay.codec.textcalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// What holds for every format, whatever a model writes.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TextCallsTest {
    private static final Prompt PROMPT = TextOutputs.prompt();
    private static final int ROUNDS = 300;

    private static final String[] WORDS = {
        "Look: ", "\n", "if (a < b) {", "[x](y) ", "{ \"name\" : ", "<div>", "</", "|", "｜", "\\\"",
        "{\"a\": [1, {\"b\": \"<\"}]}", "```json\n", "\n\n", " ", "<tool", "<|", "[", "}", "ü😀",
                "; "
    };

    private static Collection<String> formats() {
        return CallFormats.SHIPPED.names();
    }

    private static List<String> read(String format, List<String> pieces) {
        return TextOutputs.meaning(TextOutputs.reader(format, PROMPT, _ -> {}), pieces);
    }

    private static List<String> split(String text, SplittableRandom random) {
        var pieces = new ArrayList<String>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(9));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    /// Scraps of what models write, in any order.
    private static String scraps(String[] sources, SplittableRandom random) {
        var text = new StringBuilder();
        for (int count = random.nextInt(12); count >= 0; count--) {
            var source = sources[random.nextInt(sources.length)];
            int from = random.nextInt(source.length());
            int to = Math.min(source.length(), from + 1 + random.nextInt(30));
            text.append(random.nextInt(3) == 0 ? WORDS[random.nextInt(WORDS.length)] : "")
                    .append(source, from, to);
        }
        return text.toString();
    }

    private static String told(String format, List<String> pieces, List<String> calls) {
        var reader = TextOutputs.reader(format, PROMPT, _ -> {});
        var text = new StringBuilder();
        pieces.forEach(
                piece ->
                        reader.take(
                                piece, text::append, found -> calls.add(found.getFirst().name())));
        reader.end(text::append, found -> calls.add(found.getFirst().name()));
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void what_is_no_call_passes_as_it_came(String format) throws IOException {
        var sources =
                TextOutputs.all().stream().map(TextOutputs.Output::text).toArray(String[]::new);
        int ordinary = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var text = scraps(sources, random);
            var calls = new ArrayList<String>();
            var told = told(format, split(text, random), calls);
            if (calls.isEmpty()) {
                ordinary++;
                assertEquals(text, told, "seed " + seed);
            }
        }
        assertTrue(ordinary > ROUNDS * 9 / 10, "only " + ordinary + " had no call by chance");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void scraps_mean_the_same_wherever_they_are_cut(String format) throws IOException {
        var sources =
                TextOutputs.all().stream()
                        .map(output -> output.text() + "\n")
                        .toArray(String[]::new);
        for (long seed = 0; seed < ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            var text = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                text.append(sources[random.nextInt(sources.length)]);
                text.append(scraps(sources, random));
            }
            var whole = text.toString();
            assertEquals(
                    read(format, List.of(whole)),
                    read(format, split(whole, random)),
                    "seed " + seed + ": " + whole);
        }
    }

    @Test
    void an_output_cut_off_has_the_same_calls_as_far_as_it_goes_and_the_rest_as_text()
            throws IOException {
        for (var output : TextOutputs.all()) {
            var all = calls(output.meaning());
            for (int end = 1; end < output.text().length(); end++) {
                var text = output.text().substring(0, end);
                var found = read(output.format(), List.of(text.split("")));
                var calls = calls(found);
                var place = output + " cut at " + end + ": " + found;
                assertEquals(all.subList(0, Math.min(all.size(), calls.size())), calls, place);
                if (calls.isEmpty() && !text.isBlank()) {
                    assertEquals(List.of("text " + TextNode.valueOf(text)), found, place);
                }
            }
        }
    }

    private static List<String> calls(List<String> meaning) {
        return meaning.stream().filter(line -> line.startsWith("call ")).toList();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void text_waits_only_while_it_may_become_a_mark(String format) {
        var text = "a < b, <b>x</b>, a[0], {x}, <to, <| ｜ x; \n[a](b)\n{ \"a\": 1 }\n<tool_c> <｜t";
        int longest =
                TextOutputs.marks(format).stream().mapToInt(String::length).max().orElseThrow();
        var reader = TextOutputs.reader(format, PROMPT, _ -> {});
        var told = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            reader.take(text.substring(i, i + 1), told::append, _ -> {});
            var waiting = text.substring(told.length(), i + 1);
            boolean mayBeMark =
                    TextOutputs.marks(format).stream().anyMatch(mark -> begins(mark, waiting));
            assertTrue(waiting.length() <= longest, waiting);
            assertTrue(waiting.isEmpty() || mayBeMark, () -> "'" + waiting + "' waits");
        }
    }

    /// Whether the text is a beginning of the mark, blanks aside.
    private static boolean begins(String mark, String text) {
        return mark.startsWith(
                text.chars()
                        .filter(c -> !Character.isWhitespace(c))
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()));
    }

    @Test
    void text_before_a_mark_is_told_at_once() {
        var reader = TextOutputs.reader("qwen", PROMPT, _ -> {});
        var told = new StringBuilder();
        reader.take("Hello <too", told::append, _ -> {});
        assertEquals("Hello ", told.toString());
        reader.take("ls>", told::append, _ -> {});
        assertEquals("Hello <tools>", told.toString());
    }

    @Test
    void a_mark_in_a_sentence_is_told_with_the_next_character() {
        var reader = TextOutputs.reader("qwen", PROMPT, _ -> {});
        var told = new StringBuilder();
        reader.take("The mark <tool_call>", told::append, _ -> {});
        reader.take(" o", told::append, _ -> {});
        assertEquals("The mark <tool_call> o", told.toString());
    }

    @Test
    void a_call_is_told_with_its_last_character() {
        var reader = TextOutputs.reader("qwen", PROMPT, _ -> {});
        var calls = new ArrayList<String>();
        reader.take(
                "<tool_call>{\"name\": \"get_time\"}</tool_call>",
                _ -> {},
                found -> calls.add(found.getFirst().name()));
        assertEquals(List.of("get_time"), calls);
    }

    @Test
    void a_broken_call_is_noted() {
        var losses = new ArrayList<Loss>();
        var reader = TextOutputs.reader("qwen", PROMPT, losses::add);
        var text = "<tool_call>{\"name\": \"get_time\", x}</tool_call>";
        assertEquals(
                List.of("text \"" + text.replace("\"", "\\\"") + "\""),
                TextOutputs.meaning(reader, List.of(text)));
        assertEquals(
                List.of(Loss.felt("tool call in the text, broken and shown as it came")), losses);
    }

    @Test
    void a_call_behind_a_broken_one_is_found() {
        assertEquals(
                List.of("text \"<tool_call>{\\\"name\\\": x}</tool_call>\"", "call get_time {}"),
                read(
                        "qwen",
                        List.of(
                                "<tool_call>{\"name\": x}</tool_call>",
                                "<tool_call>{\"name\": \"get_time\"}</tool_call>")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "<tool_call>",
                "<tool_call>{",
                "<tool_call>{\"a\":\"",
                "<tool_call>{\"a\":{",
                "<tool_call>\n<function=search>\n<parameter=q>\n",
                "<function=search>\n",
                "\n<",
                "<tool_call>{\"name\": \"get_time\"}</tool_call>",
                "<tool_call>{}</tool_call>;"
            })
    void reading_takes_time_in_proportion_to_the_text(String piece) {
        int count = 600_000 / piece.length();
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    var reader = TextOutputs.reader("qwen", PROMPT, _ -> {});
                    reader.take(piece.repeat(count), _ -> {}, _ -> {});
                    for (int i = 0; i < count; i++) {
                        reader.take(piece, _ -> {}, _ -> {});
                    }
                    reader.end(_ -> {}, _ -> {});
                });
    }

    @Test
    void a_call_without_end_becomes_text_before_memory_runs_out() {
        var reader = TextOutputs.reader("qwen", PROMPT, _ -> {});
        var told = new int[1];
        reader.take("<tool_call>{\"name\": \"", text -> told[0] += text.length(), _ -> {});
        for (int i = 0; i < 10; i++) {
            reader.take("x".repeat(1 << 20), text -> told[0] += text.length(), _ -> {});
        }
        assertTrue(told[0] > 8 << 20, "told " + told[0]);
    }
}
