package dev.patchbay.codec.edits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.hub.Dialect;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;
import dev.patchbay.wire.RandomJson;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Consumer;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswerModelTest {
    private static final String START =
            """
            event: message_start
            data: {'type':'message_start','message':{'id':'msg_1','model':'MODEL','usage':{'input_tokens':1}}}

            """;
    private static final String REST =
            """
            event: content_block_delta
            data: {'type':'content_block_delta','index':0,'delta':{'text':'\\'model\\':\\'x\\''}}

            """;
    private static final String CHUNK =
            """
            data: {'id':'c','object':'chat.completion.chunk' , 'model' : 'MODEL', 'choices':[{'model':'x','delta':{'content':'}'}}]}

            """;

    @Test
    void an_anthropic_stream_names_the_model_in_its_first_event() {
        assertTold(Dialect.ANTHROPIC, START + REST);
    }

    @Test
    void every_chunk_of_an_openai_stream_names_the_model() {
        assertTold(Dialect.OPENAI, CHUNK + CHUNK + "data: [DONE]\n\n");
    }

    @Test
    void an_answer_in_one_piece_names_it_at_the_top() {
        String body =
                "\n{'id':1.0, 'message':{'model':'x'} ,'model' :'MODEL','a':[{'model':'x'}]}\n";

        assertTold(Dialect.ANTHROPIC, body);
        assertTold(Dialect.OPENAI, body);
    }

    @Test
    void comments_pings_and_other_line_ends_do_not_matter() {
        String stream = "\uFEFF: hello\n\nevent: ping\ndata: {'type':'ping'}\n\n" + START + REST;

        assertTold(Dialect.ANTHROPIC, stream);
        assertTold(Dialect.ANTHROPIC, stream.replace("\n", "\r\n"));
        assertTold(Dialect.ANTHROPIC, stream.replace('\n', '\r'));
    }

    @Test
    void a_frame_may_have_several_data_lines() {
        assertTold(Dialect.OPENAI, "data: {'a':1,\ndata:'model':\ndata:  'MODEL'}\n\n" + CHUNK);
        assertTold(
                Dialect.OPENAI,
                "data: {'a':1,\r\ndata:'model':\r\ndata:  'MODEL'}\r\n\r\n" + CHUNK);
    }

    @Test
    void a_name_written_with_escapes_is_found() {
        assertTold(Dialect.OPENAI, "{'\\u006dodel':'MODEL','a':'model'}");
        assertEquals(
                "{\"model\":\"asked\"}", told(Dialect.OPENAI, "{'model':'a\\'\\u0062\\\\'}", 1));
    }

    @Test
    void an_event_that_is_broken_off_does_not_spoil_the_next() {
        assertTold(Dialect.OPENAI, "data: {'a':['\n\n" + CHUNK);
        assertTold(Dialect.OPENAI, "data: }]}\n\n" + CHUNK);
        assertTold(Dialect.OPENAI, "data: {'model':'x\n\n" + CHUNK);
    }

    @Test
    void an_answer_that_is_cut_inside_the_name_goes_out_as_far_as_it_came() {
        for (String cut : new String[] {"{'model':'cla", "data: {'model':'cla", "data: {'model'"}) {
            assertTold(Dialect.OPENAI, cut);
        }
    }

    @Test
    void a_name_of_no_sane_length_passes_as_it_is() {
        assertTold(Dialect.OPENAI, "{'model':'" + "x".repeat(10_000) + "','a':1}");
    }

    @Test
    void a_model_that_is_no_text_passes_as_it_is() {
        assertTold(Dialect.OPENAI, "{'model':null,'a':'x'}");
        assertTold(Dialect.OPENAI, "{'model':{'model':'x'},'a':['model','x']}");
    }

    @Test
    void behind_the_first_event_nothing_is_looked_for() {
        assertTold(Dialect.ANTHROPIC, START + START.replace("MODEL", "other"));
    }

    @Test
    void a_name_that_need_not_change_changes_nothing() {
        String stream = START.replace('\'', '"').replace("MODEL", "as it was");
        var out = new ByteArrayOutputStream();
        var answer = AnswerModel.of(Dialect.ANTHROPIC, "same", "same");
        answer.feed(ByteBuffer.wrap(stream.getBytes(StandardCharsets.UTF_8)), into(out));
        answer.end(into(out));

        assertEquals(stream, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void random_answers_change_in_nothing_but_the_name_however_they_are_split() {
        for (long seed = 0; seed < 400; seed++) {
            var random = new SplittableRandom(seed);
            var stream = new StringBuilder();
            boolean single = random.nextInt(4) == 0;
            for (int i = random.nextInt(4); i >= 0; i--) {
                // On one line: a stream's event is one, mostly.
                String json = new RandomJson(random.nextLong()).value(0).replaceAll("[\r\n]", " ");
                json = json.startsWith("{") ? json : "{\"x\":" + json + "}";
                if (single) {
                    stream.append(json);
                    break;
                }
                stream.append("data:")
                        .append(json)
                        .append(random.nextBoolean() ? "\n\n" : "\r\n\r\n");
            }
            byte[] answer = stream.toString().getBytes(StandardCharsets.UTF_8);
            String expected = renamedLineByLine(stream.toString());

            assertEquals(
                    expected, told(Dialect.OPENAI, answer, random.nextInt(1, 9)), "seed " + seed);
        }
    }

    /// The same by another way: each line read as a whole.
    private static String renamedLineByLine(String answer) {
        var out = new StringBuilder();
        for (String line : answer.splitWithDelimiters("[\r\n]+", 0)) {
            int from = line.startsWith("data:") ? 5 : 0;
            String json = line.substring(from);
            if (json.startsWith("{")) {
                byte[] body = json.getBytes(StandardCharsets.UTF_8);
                var edits = new JsonEdits(body);
                for (JsonSpan.Member member : JsonSpan.of(body).members()) {
                    if (member.name().is("model") && member.value().isText()) {
                        edits.replace(member.value(), "\"asked\"".getBytes(StandardCharsets.UTF_8));
                    }
                }
                json = new String(edits.done(), StandardCharsets.UTF_8);
            }
            out.append(line, 0, from).append(json);
        }
        return out.toString();
    }

    private static void assertTold(Dialect dialect, String answer) {
        String quoted = answer.replace('\'', '"');
        String expected = quoted.replace("\"MODEL\"", "\"asked\"");
        int all = quoted.getBytes(StandardCharsets.UTF_8).length;
        for (int size : new int[] {1, 2, 3, 7, 64, all}) {
            assertEquals(expected, told(dialect, answer, size), "in pieces of " + size);
        }
    }

    private static String told(Dialect dialect, String answer, int size) {
        return told(dialect, answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8), size);
    }

    private static String told(Dialect dialect, byte[] answer, int size) {
        var model = AnswerModel.of(dialect, "asked", "sent");
        var out = new ByteArrayOutputStream();
        for (int from = 0; from < answer.length; from += size) {
            var read = ByteBuffer.wrap(answer, from, Math.min(size, answer.length - from));
            model.feed(read, into(out));
            assertEquals(0, read.remaining());
        }
        model.end(into(out));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Consumer<ByteBuffer> into(ByteArrayOutputStream out) {
        return part -> {
            while (part.hasRemaining()) {
                out.write(part.get());
            }
        };
    }
}
