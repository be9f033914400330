package dev.patchbay.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Reasoning;
import dev.patchbay.hub.Sampling;
import dev.patchbay.hub.Source;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.hub.Turn;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EstimatorTest {
    private static final Estimator ESTIMATOR = new Estimator(new Calibration());
    private static final String LONG = "You are a careful engineer. Say what you see. ".repeat(40);
    private static final Prompt EMPTY =
            new Prompt(
                    "any",
                    List.of(),
                    List.of(),
                    List.of(),
                    ToolChoice.UNSAID,
                    Sampling.UNSAID,
                    Reasoning.UNSAID,
                    new OutputFormat.Free(),
                    true,
                    Map.of());

    @Test
    void a_prompt_of_nothing_is_not_nothing() {
        assertTrue(count(EMPTY) > 0);
    }

    @Test
    void a_text_is_counted_by_the_published_table() {
        assertEquals(4, ESTIMATOR.text("Hello, world!", "gpt-4o"));
        assertEquals(0, ESTIMATOR.text("", "gpt-4o"));
    }

    @Test
    void a_family_s_factor_raises_its_words() {
        long plain = ESTIMATOR.text(LONG, "gpt-4o");
        assertEquals((long) Math.ceil(plain * 1.2), ESTIMATOR.text(LONG, "claude-sonnet-4-5"));
    }

    @Test
    void special_tokens_in_a_text_are_text() {
        assertTrue(ESTIMATOR.text("<|endoftext|> <|fim_prefix|> <|endofprompt|>", "gpt-4o") > 10);
    }

    @Test
    void every_kind_of_part_makes_the_prompt_larger() {
        long empty = count(user());
        for (Part part :
                List.of(
                        new Part.Text("hello"),
                        new Part.Image(new Source.Link("https://example.com/cat.png")),
                        new Part.Document(
                                Optional.of("a title"),
                                new Source.Inline("application/pdf", "JVBERi0x")),
                        new Part.Document(
                                Optional.empty(), new Source.Inline("text/plain", "aGVsbG8=")),
                        new Part.ToolCall("call_1", "look", "{\"at\":\"it\"}"),
                        new Part.ToolResult("call_1", List.of(new Part.Text("seen")), false),
                        new Part.Thinking("well, well", "signed"),
                        new Part.Unknown(
                                new Opaque(Dialect.ANTHROPIC, json().put("type", "new")),
                                List.of()))) {
            assertTrue(count(user(part)) > empty, () -> part + " counts nothing");
        }
    }

    @Test
    void a_cache_mark_costs_nothing() {
        assertEquals(count(user()), count(user(new Part.CacheMark("5m"))));
    }

    @Test
    void a_conversation_costs_more_with_each_turn() {
        var turns = new ArrayList<Turn>();
        long before = count(EMPTY);
        for (int i = 0; i < 5; i++) {
            turns.add(new Turn(Turn.Role.USER, List.of(new Part.Text("and then?"))));
            long now = count(EMPTY.withTurns(turns));
            assertTrue(now > before);
            before = now;
        }
    }

    @Test
    void the_system_text_and_the_tools_count() {
        Tool look =
                new Tool.Function(
                        "look", Optional.of("Looks at it."), json().put("type", "object"), false);
        Tool search =
                new Tool.WebSearch(
                        "web_search",
                        new Opaque(Dialect.ANTHROPIC, json().put("type", "web_search_20250305")));
        long empty = count(EMPTY);
        assertTrue(count(EMPTY.withSystem(List.of(new Part.Text("Be brief.")))) > empty);
        assertTrue(count(EMPTY.withTools(List.of(look))) > empty);
        assertTrue(
                count(EMPTY.withTools(List.of(look, search)))
                        > count(EMPTY.withTools(List.of(look))));
    }

    @Test
    void a_prompt_that_comes_again_gets_the_same_number() {
        var prompt = user(new Part.Text(LONG)).withSystem(List.of(new Part.Text(LONG + LONG)));
        var fresh = new Estimator(new Calibration());
        long first = fresh.prompt(prompt, "gpt-4o");
        assertEquals(first, fresh.prompt(prompt, "gpt-4o"));
        assertEquals(first, ESTIMATOR.prompt(prompt, "gpt-4o"));
    }

    @Test
    void many_threads_get_the_same_number() throws InterruptedException, ExecutionException {
        var fresh = new Estimator(new Calibration());
        var prompt = user(new Part.Text(LONG));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var counts = new ArrayList<Future<Long>>();
            for (int i = 0; i < 50; i++) {
                counts.add(threads.submit(() -> fresh.prompt(prompt, "gpt-4o")));
            }
            for (var count : counts) {
                assertEquals(count(prompt), count.get());
            }
        }
    }

    @Test
    void a_picture_costs_by_its_pixels_up_to_the_most_it_can() {
        assertEquals(200 * 150 / 750, imageCost(png(200, 150)));
        assertEquals(1, imageCost(png(1, 1)));
        assertEquals(Attached.DEAREST_IMAGE, imageCost(png(4000, 3000)));
        assertEquals(Attached.DEAREST_IMAGE, imageCost(png(Integer.MAX_VALUE, Integer.MAX_VALUE)));
    }

    @Test
    void a_picture_that_cannot_be_read_costs_a_fixed_guess() {
        assertEquals(Attached.UNSEEN_IMAGE, imageCost("bm90IGEgcGljdHVyZQ=="));
    }

    @Test
    void a_picture_of_a_megabyte_is_not_counted_as_text() {
        assertEquals(40, imageCost(png(200, 150) + "A".repeat(1 << 20)));
    }

    @Test
    void a_larger_pdf_costs_more() {
        assertTrue(pdfCost(1_000_000) > pdfCost(100_000));
        assertTrue(pdfCost(10) > 0);
    }

    private static long imageCost(String base64) {
        return count(user(new Part.Image(new Source.Inline("image/png", base64)))) - count(user());
    }

    private static long pdfCost(int bytes) {
        return count(
                user(
                        new Part.Document(
                                Optional.empty(),
                                new Source.Inline("application/pdf", "A".repeat(bytes)))));
    }

    private static String png(int width, int height) {
        var bytes = ByteBuffer.allocate(24);
        bytes.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
        bytes.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static long count(Prompt prompt) {
        return ESTIMATOR.prompt(prompt, "gpt-4o");
    }

    private static Prompt user(Part... parts) {
        return EMPTY.withTurns(List.of(new Turn(Turn.Role.USER, List.of(parts))));
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
