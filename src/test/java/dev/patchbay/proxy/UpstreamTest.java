package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// The many ways in which a backend may say the same over HTTP.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpstreamTest {
    private static final String FRAMES =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n"
                + "data:"
                + " {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\n"
                + "data: [DONE]\n\n";

    private static final String HELLO_CHUNKED =
            "%x\r\n%s\r\n".formatted(RawBackend.WHOLE.length(), RawBackend.WHOLE);

    /// The same answer, framed in every legal way.
    static final Map<String, String> SAID =
            Map.of(
                    "until the connection closes",
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + RawBackend.WHOLE,
                    "in HTTP/1.0",
                    "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + RawBackend.WHOLE,
                    "with line feeds alone",
                    "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + RawBackend.WHOLE,
                    "with interim answers before it",
                    "HTTP/1.1 100 Continue\r\n\r\n"
                            + "HTTP/1.1 103 Early Hints\r\n"
                            + "Link: x\r\n\r\n"
                            + "HTTP/1.1 200 OK\r\n\r\n"
                            + RawBackend.WHOLE,
                    "without a reason phrase",
                    "HTTP/1.1 200\r\nContent-Type: application/json\r\n\r\n" + RawBackend.WHOLE,
                    "in chunks with extensions and trailers",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + HELLO_CHUNKED.replaceFirst("\r\n", ";name=\"value\"\r\n")
                            + "0;last\r\nTrailer: x\r\n\r\n",
                    "in chunks of one byte",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + RawBackend.WHOLE.replaceAll("(?s).", "1\r\n$0\r\n")
                            + "0\r\n\r\n",
                    "in chunks with sizes in capitals and leading noughts",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                            + HELLO_CHUNKED.replaceFirst(
                                    "^(\\p{XDigit}+)",
                                    "000"
                                            + Integer.toHexString(RawBackend.WHOLE.length())
                                                    .toUpperCase(Locale.ROOT))
                            + "0\r\n\r\n");

    static List<String> ways() {
        return SAID.keySet().stream().sorted().toList();
    }

    private static RawBackend playing(RawBackend.Script rest) throws Exception {
        return new RawBackend(
                guest -> {
                    guest.request();
                    rest.play(guest);
                });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void an_answer_is_understood_however_it_is_framed(String way) throws Exception {
        try (var backend = playing(guest -> guest.send(SAID.get(way)));
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.WHOLE);

            assertEquals(200, answer.status(), answer.body());
            assertEquals("Hello", answer.json().at("/content/0/text").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void an_answer_is_understood_however_it_is_cut_by_the_network(String way) throws Exception {
        try (var backend =
                        playing(
                                guest -> {
                                    for (byte each :
                                            SAID.get(way).getBytes(StandardCharsets.UTF_8)) {
                                        guest.send(new byte[] {each});
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            assertEquals(200, RawClient.ask(house, RawClient.WHOLE).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "text/plain", "application/octet-stream", ""})
    @Proves("edge 75")
    void a_stream_is_known_by_what_it_says(String type) throws Exception {
        try (var backend =
                        playing(
                                guest ->
                                        guest.send(
                                                "HTTP/1.1 200 OK\r\n"
                                                        + (type.isEmpty()
                                                                ? ""
                                                                : "Content-Type: " + type + "\r\n")
                                                        + "\r\n"
                                                        + FRAMES));
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            for (String request : new String[] {RawClient.STREAMED, RawClient.WHOLE}) {
                var answer = RawClient.ask(house, request);
                assertEquals(200, answer.status());
                assertTrue(answer.body().contains("Hello"), answer.body());
                assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
            }
        }
    }

    @Test
    @Proves({"edge 75", "messages-api §8 exploded"})
    void a_whole_answer_to_a_client_that_streams_becomes_a_stream() throws Exception {
        try (var backend =
                        playing(
                                guest ->
                                        guest.whole(
                                                200,
                                                "application/json; charset=utf-8",
                                                RawBackend.WHOLE));
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertTrue(answer.header("content-type").startsWith("text/event-stream"));
            assertTrue(answer.body().contains("\"text\":\"Hello\""), answer.body());
            assertTrue(answer.body().endsWith("data: {\"type\":\"message_stop\"}\n\n"));
        }
    }

    @Test
    @Proves("messages-api §3 context_management")
    void who_wants_the_context_edited_hears_that_nothing_was() throws Exception {
        String asking = "\"context_management\":{\"edits\":[]},";
        try (var backend =
                        playing(guest -> guest.whole(200, "application/json", RawBackend.WHOLE));
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            for (String request : List.of(RawClient.WHOLE, RawClient.STREAMED)) {
                String edits = "\"context_management\":{\"applied_edits\":[]}";
                String wanting = "{" + asking + request.substring(1);
                assertTrue(RawClient.ask(house, wanting).body().contains(edits));
                assertFalse(RawClient.ask(house, request).body().contains("context_management"));
            }
        }
    }

    @Test
    @Proves("edge 80")
    void a_stream_that_was_packed_unasked_is_unpacked_as_it_comes() throws Exception {
        var packed = new ByteArrayOutputStream();
        var gzip = new GZIPOutputStream(packed, true);
        gzip.write(
                FRAMES.substring(0, FRAMES.indexOf("\n\n") + 2).getBytes(StandardCharsets.UTF_8));
        gzip.flush();
        byte[] first = packed.toByteArray();
        gzip.write(FRAMES.substring(FRAMES.indexOf("\n\n") + 2).getBytes(StandardCharsets.UTF_8));
        gzip.close();
        byte[] all = packed.toByteArray();
        var heard = new CountDownLatch(1);
        try (var backend =
                        playing(
                                guest -> {
                                    guest.send(
                                            "HTTP/1.1 200 OK\r\n"
                                                    + "Content-Type: text/event-stream\r\n"
                                                    + "Content-Encoding: gzip\r\n\r\n");
                                    guest.send(first);
                                    heard.await();
                                    guest.send(Arrays.copyOfRange(all, first.length, all.length));
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            client.frameWith("Hello");
            heard.countDown();
            assertTrue(client.rest().endsWith("data: {\"type\":\"message_stop\"}\n\n"));
        }
    }

    @Test
    void a_packed_answer_that_is_cut_or_spoilt_is_a_failure() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(RawBackend.WHOLE.getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        for (byte[] body :
                new byte[][] {half, "not packed at all".getBytes(StandardCharsets.UTF_8)}) {
            try (var backend =
                            playing(
                                    guest ->
                                            guest.send(
                                                            "HTTP/1.1 200 OK\r\n"
                                                                + "Content-Type:"
                                                                + " application/json\r\n"
                                                                + "Content-Encoding: gzip\r\n\r\n")
                                                    .send(body));
                    var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
                assertEquals(502, RawClient.ask(house, RawClient.WHOLE).status());
            }
        }
    }

    @Test
    @Proves("edge 155")
    void every_piece_arrives_before_the_next_is_sent() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        try (var backend =
                        playing(
                                guest -> {
                                    guest.send(RawBackend.STREAM_HEAD);
                                    for (String letter : List.of("A", "B", "C")) {
                                        guest.text(letter);
                                        if (heard.poll(20, TimeUnit.SECONDS) == null) {
                                            throw new AssertionError(letter + " was kept back");
                                        }
                                    }
                                    guest.finish();
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            for (String letter : List.of("A", "B", "C")) {
                heard.add(client.frameWith("\"text\":\"" + letter));
            }
            assertTrue(client.rest().endsWith("data: {\"type\":\"message_stop\"}\n\n"));
        }
    }

    @Test
    void a_backend_that_refuses_a_request_before_it_has_read_it_is_heard() throws Exception {
        String body =
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted("z".repeat(16 << 20));
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.whole(
                                            413,
                                            "application/json",
                                            "{\"error\":{\"message\":\"much too long\"}}");
                                    guest.socket().shutdownOutput();
                                    guest.closed();
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var answer = RawClient.ask(house, body);

            assertEquals(413, answer.status(), answer.body());
            assertTrue(answer.errorMessage().contains("much too long"), answer.body());
        }
    }

    @Test
    void a_connection_that_brings_more_than_was_asked_for_is_not_used_again() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.whole(200, "application/json", RawBackend.WHOLE);
                                    if (guest.number() == 1) {
                                        guest.send(
                                                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                                        guest.closed();
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var client = new RawClient(house)) {
            for (int i = 0; i < 2; i++) {
                var answer = client.ask(RawClient.WHOLE).response();
                assertEquals(200, answer.status());
                assertFalse(answer.body().contains("evil"));
            }
        }
    }

    @Test
    @Proves({"messages-api §11 accept-encoding", "messages-api §11 claude-code", "edge 214"})
    void a_backend_is_told_what_it_needs_and_no_more() throws Exception {
        BlockingQueue<String> heads = new LinkedBlockingQueue<>();
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    heads.add(guest.request());
                                    guest.whole(200, "application/json", RawBackend.WHOLE);
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            RawClient.ask(
                    house,
                    RawClient.WHOLE,
                    "x-claude-code-session-id",
                    "s-1",
                    "X-Forwarded-For",
                    "10.0.0.1",
                    "Cookie",
                    "a=b",
                    "Connection",
                    "keep-alive");
            String head = heads.take().toLowerCase(Locale.ROOT);

            assertEquals(
                    List.of(
                            "accept",
                            "accept-encoding",
                            "content-length",
                            "content-type",
                            "host",
                            "user-agent"),
                    head.lines()
                            .skip(1)
                            .filter(line -> !line.isEmpty())
                            .map(line -> line.substring(0, line.indexOf(':')))
                            .sorted()
                            .toList());
            assertTrue(head.contains("accept-encoding: identity"), head);
            assertFalse(head.contains(House.TOKEN), head);
        }
    }
}
