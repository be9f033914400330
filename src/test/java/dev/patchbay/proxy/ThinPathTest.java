package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ThinPathTest {
    private final MockWebServer backend = new MockWebServer();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        backend.start();
    }

    @AfterEach
    void stop() {
        backend.close();
        client.close();
    }

    private HttpResponse<String> ask(House house, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(house.url("/v1/messages")))
                        .header("content-type", "application/json")
                        .header("x-api-key", House.TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_streamed_answer_arrives_as_anthropic_events() throws Exception {
        backend.enqueue(
                new MockResponse.Builder()
                        .setHeader("content-type", "text/event-stream")
                        .chunkedBody(
                                """
                                data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"}}]}

                                data: {"choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":"stop"}]}

                                data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}

                                data: [DONE]

                                """,
                                11)
                        .build());
        try (var house = new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL)) {
            var answer =
                    ask(
                            house,
                            """
                            {"model":"m","max_tokens":10,"stream":true,"messages":[{"role":"user","content":"hi"}]}\
                            """);

            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("\"text\":\"Hel\""), answer.body());
            assertTrue(answer.body().contains("\"stop_reason\":\"end_turn\""), answer.body());
            assertTrue(
                    answer.body().endsWith("data: {\"type\":\"message_stop\"}\n\n"), answer.body());
            var ended = house.await(Note.ExchangeEnded.class);
            assertEquals("ok", ended.outcome());
            assertEquals(2, ended.usage().output().orElseThrow());
        }
        assertEquals("/v1/chat/completions", backend.takeRequest().getTarget());
    }

    @Test
    void a_whole_answer_arrives_as_one_message() throws Exception {
        backend.enqueue(
                new MockResponse.Builder()
                        .setHeader("content-type", "application/json")
                        .body(
                                """
                                {"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
                                 "usage":{"prompt_tokens":7,"completion_tokens":2}}\
                                """)
                        .build());
        try (var house = new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL)) {
            var answer =
                    ask(
                            house,
                            """
                            {"model":"m","max_tokens":10,"messages":[{"role":"user","content":"hi"}]}\
                            """);

            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("\"text\":\"Hello\""), answer.body());
            assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @Test
    void one_connection_carries_many_requests() throws Exception {
        for (int i = 0; i < 5; i++) {
            backend.enqueue(
                    new MockResponse.Builder()
                            .setHeader("content-type", "application/json")
                            .body(
                                    "{\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}")
                            .build());
        }
        try (var house = new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL);
                var socket = new Socket("127.0.0.1", house.port())) {
            socket.setSoTimeout(10_000);
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String body =
                    "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
            String request =
                    "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: %s\r\n"
                                    .formatted(House.TOKEN)
                            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(body.length(), body);
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                assertEquals("HTTP/1.1 200 OK", in.readLine());
                int length = 0;
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring(16));
                    }
                }
                assertEquals(length, in.skip(length));
            }
        }
    }

    @Test
    void a_request_that_says_nothing_understandable_is_told_so_before_any_backend_is_asked()
            throws Exception {
        try (var house = new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL)) {
            var answer = ask(house, "{\"model\":\"m\",\"max_tokens\":10,\"messages\":7}");

            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("invalid_request_error"), answer.body());
            assertEquals(0, backend.getRequestCount());
        }
    }
}
