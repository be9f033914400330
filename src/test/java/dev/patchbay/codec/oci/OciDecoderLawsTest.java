package dev.patchbay.codec.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.codec.BoundedKeepsakes;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.body.AnswerReader;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Grammar;
import dev.patchbay.hub.Hosting;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;
import dev.patchbay.wire.Headers;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// What holds for every answer of OCI, whatever it holds.
@DisplayNameGeneration(ReplaceUnderscores.class)
class OciDecoderLawsTest {
    private static final int ROUNDS = 300;

    private static final String[] PIECES = {
        "{\"message\":{\"content\":[{\"type\":\"TEXT\",\"text\":\"Hello \"}]},\"pad\":\"aaa\"}",
        "{\"message\":{\"content\":[{\"type\":\"TEXT\",\"text\":\"wörld 😀\"}]}}",
        "{\"message\":{\"content\":\"plain\",\"reasoningContent\":\"Hm.\"}}",
        "{\"message\":{\"content\":[7,null,\"x\",{\"type\":\"THINKING\",\"thinking\":\"t\"},{\"type\":9}]}}",
        "{\"message\":{\"content\":null,\"refusal\":\"No.\"}}",
        "{\"message\":{\"toolPlan\":\"I look.\"}}",
        "{\"message\":{\"toolCalls\":[{\"id\":\"c1\",\"type\":\"FUNCTION\",\"name\":\"read\",\"arguments\":\"\"}]}}",
        "{\"message\":{\"toolCalls\":[{\"arguments\":\"{\\\"a\\\":\"}]}}",
        "{\"message\":{\"toolCalls\":[{\"arguments\":\"1}\"}]}}",
        "{\"message\":{\"toolCalls\":[{\"id\":\"c2\",\"function\":{\"name\":\"write\",\"arguments\":\"{}\"}}]}}",
        "{\"message\":{\"toolCalls\":[{\"name\":\"read\",\"arguments\":[]},{\"name\":5}]}}",
        "{\"message\":{\"toolCalls\":\"none\"}}",
        "{\"text\":\"flat \"}",
        "{\"toolCalls\":[{\"name\":\"read\",\"parameters\":{\"a\":1}},{\"name\":\"write\",\"parameters\":null}]}",
        "{\"text\":\"flat \",\"finishReason\":\"COMPLETE\",\"chatHistory\":[]}",
        "{\"message\":{\"role\":\"ASSISTANT\"},\"finishReason\":\"stop\"}",
        "{\"message\":{},\"finishReason\":\"MAX_TOKENS\"}",
        "{\"finishReason\":\"ERROR\",\"errorMessage\":\"tired\"}",
        "{\"usage\":{\"promptTokens\":7,\"completionTokens\":2,\"promptTokensDetails\":{\"cachedTokens\":99}}}",
        "{\"usage\":{\"promptTokens\":\"x\",\"completionTokens\":-4}}",
        "{\"usage\":7}",
        "{\"code\":\"TooManyRequests\",\"message\":\"Slow down.\"}",
        "{\"chatResponse\":{\"choices\":[{\"index\":0,\"message\":{\"content\":[{\"type\":\"TEXT\",\"text\":\"w\"}]},\"finishReason\":\"stop\"}]}}",
        "{\"chatResponse\":{\"text\":\"w\"}}",
        "{\"chatResponse\":{\"choices\":[{\"finishReason\":\"stop\"},{\"finishReason\":\"ERROR\"},{\"message\":{\"content\":\"late\"}}]}}",
        "{\"message\":7}",
        "{}",
        "[]",
        "null",
        "7",
        "{\"broken",
        "[DONE]"
    };

    @ParameterizedTest
    @EnumSource
    void whatever_comes_is_told_in_a_sentence_of_the_grammar(ChatForm form) {
        for (long seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            byte[] answer =
                    random.nextInt(4) == 0 ? noise(random) : bytes(stream(randomPieces(random)));
            read(form, random.nextBoolean(), List.of(answer), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_bytes_in_other_reads_are_the_same_events(ChatForm form) {
        for (long seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            byte[] answer = bytes(stream(randomPieces(random)));
            var whole = read(form, true, List.of(answer), "seed " + seed);

            assertEquals(whole, read(form, true, split(answer, random), ""), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_without_a_finish_is_never_whole(ChatForm form) {
        for (long seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var pieces = randomPieces(random);
            pieces.removeIf(
                    piece ->
                            piece.contains("finishReason")
                                    || piece.contains("chatResponse")
                                    || piece.equals("[DONE]"));
            var events = read(form, true, List.of(bytes(stream(pieces))), "seed " + seed);

            assertFalse(events.getLast() instanceof Event.Ended, "seed " + seed + events);
        }
    }

    private static List<String> randomPieces(Random random) {
        var pieces = new ArrayList<String>();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            pieces.add(PIECES[random.nextInt(PIECES.length)]);
        }
        return pieces;
    }

    private static String stream(List<String> pieces) {
        var stream = new StringBuilder();
        pieces.forEach(piece -> stream.append("data: ").append(piece).append("\n\n"));
        return stream.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    private static List<byte[]> split(byte[] answer, Random random) {
        var reads = new ArrayList<byte[]>();
        for (int from = 0; from < answer.length; ) {
            int length = Math.min(answer.length - from, 1 + random.nextInt(40));
            reads.add(Arrays.copyOfRange(answer, from, from + length));
            from += length;
        }
        return reads;
    }

    private static List<Event> read(
            ChatForm form, boolean stream, List<byte[]> reads, String otherwise) {
        Prompt prompt = PromptBuilder.prompt().user("Hi").tool("read").tool("write").build();
        var recipient =
                new Recipient(
                        "Mill",
                        Target.of("mill", "m"),
                        SomeQuirks.NONE,
                        Traits.UNKNOWN,
                        new Hosting(
                                "m",
                                "a",
                                false,
                                Optional.of(form.name().toLowerCase(Locale.ROOT))));
        var made = new AtomicInteger();
        var codec =
                new OciCodec(new BoundedKeepsakes(1 << 16), () -> "made" + made.incrementAndGet());
        var reader =
                new AnswerReader(codec, codec.decoder(prompt, recipient, _ -> {}), "Mill", _ -> {});
        var events = new ArrayList<Event>();
        var grammar = new Grammar();
        Consumer<Event> out =
                event -> {
                    grammar.take(event)
                            .ifPresent(
                                    fault -> {
                                        throw new AssertionError(otherwise + fault + events);
                                    });
                    events.add(event);
                };
        reader.head(
                200, Headers.of("content-type", stream ? "text/event-stream" : "application/json"));
        reads.forEach(bytes -> reader.bytes(ByteBuffer.wrap(bytes), out));
        reader.end(out);
        assertTrue(grammar.finished(), otherwise + events);
        return events;
    }
}
