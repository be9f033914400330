package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.codec.anthropic.PublishedErrors;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.ServerSocket;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/// What a backend's refusal becomes for the client.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ErrorStatusTest {
    private final MockWebServer backend = new MockWebServer();
    private House house;

    @BeforeEach
    void open() throws Exception {
        backend.start();
        house = new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL);
    }

    @AfterEach
    void close() {
        house.close();
        backend.close();
    }

    private RawClient.Response asking(String request, MockResponse answer) throws Exception {
        backend.enqueue(answer);
        return RawClient.ask(house, request);
    }

    private static MockResponse json(int status, String body, String... headers) {
        var answer =
                new MockResponse.Builder()
                        .code(status)
                        .setHeader("content-type", "application/json")
                        .body(body);
        for (int i = 0; i < headers.length; i += 2) {
            answer.setHeader(headers[i], headers[i + 1]);
        }
        return answer.build();
    }

    @ParameterizedTest(name = "{0} becomes {1} {2}")
    @CsvSource({
        "400, 400, invalid_request_error",
        "401, 401, authentication_error",
        "402, 402, billing_error",
        "403, 403, permission_error",
        "404, 404, not_found_error",
        "405, 400, invalid_request_error",
        "408, 504, timeout_error",
        "409, 409, conflict_error",
        "413, 413, request_too_large",
        "418, 400, invalid_request_error",
        "422, 400, invalid_request_error",
        "429, 429, rate_limit_error",
        "500, 500, api_error",
        "502, 502, api_error",
        "503, 529, overloaded_error",
        "504, 504, timeout_error",
        "529, 529, overloaded_error",
        "599, 502, api_error",
    })
    @Proves({
        "edge 104",
        "edge 117",
        "edge 121",
        "messages-api §7 request-id",
        "messages-api §10 envelope",
        "messages-api §10 invalid_request_error",
        "messages-api §10 authentication_error",
        "messages-api §10 billing_error",
        "messages-api §10 permission_error",
        "messages-api §10 not_found_error",
        "messages-api §10 conflict_error",
        "messages-api §10 request_too_large",
        "messages-api §10 rate_limit_error",
        "messages-api §10 api_error",
        "messages-api §10 timeout_error",
        "messages-api §10 overloaded_error"
    })
    void every_status_becomes_a_published_one_with_the_backends_words(
            int theirs, int ours, String type) throws Exception {
        for (String request : new String[] {RawClient.WHOLE, RawClient.STREAMED}) {
            var answer = asking(request, json(theirs, "{\"error\":{\"message\":\"so it is\"}}"));

            assertEquals(ours, answer.status());
            assertEquals(type, answer.errorType());
            assertTrue(PublishedErrors.TYPES.contains(answer.errorType()));
            assertTrue(answer.errorMessage().startsWith("up: so it is"), answer.body());
            assertEquals("application/json", answer.header("content-type"));
            var ended = house.await(Note.ExchangeEnded.class);
            assertEquals("failed", ended.outcome());
            assertEquals(ours, ended.status());
        }
    }

    @Test
    @Proves({"edge 105", "messages-api §7 retry-after"})
    void a_long_waiting_time_is_passed_on() throws Exception {
        var answer = asking(RawClient.STREAMED, json(429, "{}", "Retry-After", "7"));

        assertEquals(429, answer.status());
        assertEquals("7", answer.header("retry-after"));
    }

    @Test
    @Proves("edge 106")
    void a_waiting_time_given_as_a_date_becomes_seconds() throws Exception {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(90));
        var answer = asking(RawClient.WHOLE, json(429, "{}", "Retry-After", date));

        int seconds = Integer.parseInt(answer.header("retry-after"));
        assertTrue(seconds > 60 && seconds <= 90, answer.header("retry-after"));
    }

    @Test
    @Proves("edge 107")
    void an_empty_account_is_a_billing_error_and_no_reason_to_wait() throws Exception {
        var answer =
                asking(
                        RawClient.WHOLE,
                        json(
                                429,
                                "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"broke\"}}"));

        assertEquals(402, answer.status());
        assertEquals("billing_error", answer.errorType());
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 200})
    @Proves("edge 108")
    void a_page_of_html_is_not_shown(int status) throws Exception {
        var page =
                new MockResponse.Builder()
                        .code(status)
                        .setHeader("content-type", "text/html")
                        .body("<html><body><h1>Bad gateway</h1>" + "x".repeat(50_000))
                        .build();
        var answer = asking(RawClient.STREAMED, page);

        assertEquals(502, answer.status());
        assertEquals("api_error", answer.errorType());
        assertFalse(answer.body().contains("<"), answer.body());
        assertTrue(answer.body().length() < 600, answer.body());
    }

    @Test
    @Proves("edge 109")
    void a_model_that_is_loading_is_overloaded() throws Exception {
        var answer =
                asking(RawClient.WHOLE, json(503, "{\"error\":{\"message\":\"Loading model\"}}"));

        assertEquals(529, answer.status());
        assertEquals("overloaded_error", answer.errorType());
    }

    @Test
    @Proves("edge 110")
    void faulty_fields_are_named() throws Exception {
        var answer =
                asking(
                        RawClient.WHOLE,
                        json(
                                422,
                                "{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"field"
                                        + " required\"}]}"));

        assertEquals(400, answer.status());
        assertTrue(answer.errorMessage().contains("body.x: field required"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"plain words\"}",
                "[{\"error\":{\"message\":\"plain words\"}}]",
                "{\"message\":\"plain words\",\"object\":\"error\"}",
                "{\"error\":{\"message\":\"Provider returned"
                    + " error\",\"metadata\":{\"raw\":\"{\\\"error\\\":{\\\"message\\\":\\\"plain"
                    + " words\\\"}}\"}}}",
            })
    @Proves({"edge 111", "edge 112"})
    void every_shape_of_error_gives_up_its_message(String body) throws Exception {
        var answer = asking(RawClient.WHOLE, json(400, body));

        assertEquals(400, answer.status());
        assertTrue(answer.errorMessage().contains("plain words"), answer.body());
    }

    @Test
    @Proves({"edge 113", "messages-api §7 x-should-retry"})
    void a_local_server_that_is_not_running_is_named_at_once_and_not_retried() throws Exception {
        int free;
        try (var taken = new ServerSocket(0)) {
            free = taken.getLocalPort();
        }
        try (var alone =
                new House(House.inFrontOf("http://127.0.0.1:" + free + "/v1"), Pace.USUAL)) {
            // The first request loads classes; the promise is about the second.
            RawClient.ask(alone, RawClient.STREAMED);
            long began = System.nanoTime();
            var answer = RawClient.ask(alone, RawClient.STREAMED);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

            assertEquals(502, answer.status());
            assertTrue(answer.errorMessage().contains("is not running"), answer.body());
            assertEquals("false", answer.header("x-should-retry"));
            assertTrue(millis < 1000, millis + " ms");
        }
    }

    @Test
    @Proves("edge 114")
    void an_error_inside_a_good_status_is_an_error() throws Exception {
        var answer =
                asking(RawClient.WHOLE, json(200, "{\"error\":{\"message\":\"no\",\"code\":429}}"));

        assertEquals(429, answer.status());
        assertEquals("rate_limit_error", answer.errorType());
    }

    @Test
    @Proves("edge 115")
    void an_answer_without_choices_is_an_error() throws Exception {
        var answer = asking(RawClient.WHOLE, json(200, "{\"choices\":[]}"));

        assertEquals(502, answer.status());
        assertEquals("api_error", answer.errorType());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "null", "\"hello\"", "{\"a\":", "what?"})
    void a_body_that_is_no_answer_is_an_error(String body) throws Exception {
        for (String request : new String[] {RawClient.WHOLE, RawClient.STREAMED}) {
            var answer = asking(request, json(200, body));

            assertEquals(502, answer.status(), answer.body());
            assertEquals("api_error", answer.errorType());
        }
    }

    @Test
    @Proves("edge 116")
    void an_error_behind_text_ends_the_stream() throws Exception {
        var answer =
                asking(
                        RawClient.STREAMED,
                        new MockResponse.Builder()
                                .setHeader("content-type", "text/event-stream")
                                .body(
                                        """
                                        data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}

                                        data: {"error":{"message":"out of memory","code":500}}

                                        data: {"choices":[{"index":0,"delta":{"content":"lo"}}]}

                                        data: [DONE]

                                        """)
                                .build());

        assertEquals(200, answer.status());
        assertTrue(answer.body().contains("\"text\":\"Hel\""), answer.body());
        String last = answer.body().substring(answer.body().indexOf("event: error"));
        assertTrue(last.contains("out of memory"), last);
        assertTrue(last.contains("\"request_id\":\"" + answer.header("request-id")), last);
        assertEquals(last.indexOf("\n\n"), last.length() - 2, last);
        assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
    }

    @Test
    @Proves("edge 118")
    void a_key_inside_an_error_is_masked() throws Exception {
        var answer =
                asking(
                        RawClient.WHOLE,
                        json(
                                401,
                                "{\"error\":{\"message\":\"Incorrect: Bearer"
                                        + " sk-proj-abcdefghijklmnopqrst\"}}"));

        assertFalse(answer.body().contains("abcdefghijklmnop"), answer.body());
    }

    @Test
    @Proves({"edge 122", "messages-api §10 prompt too long"})
    void an_overflow_is_told_in_the_words_clients_act_on() throws Exception {
        var answer =
                asking(
                        RawClient.WHOLE,
                        json(
                                400,
                                "{\"error\":{\"message\":\"This model's maximum context length is"
                                        + " 8192 tokens. However, your messages resulted in 9001"
                                        + " tokens.\",\"code\":\"context_length_exceeded\"}}"));

        assertEquals(400, answer.status());
        assertTrue(
                answer.errorMessage().startsWith("prompt is too long: 9001 tokens > 8192 maximum"),
                answer.body());
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        var answer =
                asking(
                        RawClient.WHOLE,
                        new MockResponse.Builder()
                                .code(307)
                                .setHeader("location", backend.url("/elsewhere").toString())
                                .build());

        assertEquals(502, answer.status());
        assertEquals(1, backend.getRequestCount());
    }

    @Test
    @Proves("messages-api §7 no invented limits")
    void no_limits_are_invented() throws Exception {
        var answer = asking(RawClient.WHOLE, json(429, "{}", "Retry-After", "30"));

        assertTrue(
                answer.headers().keySet().stream().noneMatch(it -> it.startsWith("anthropic-")),
                answer.headers().toString());
    }

    @Test
    @Proves({"edge 10", "edge 16", "edge 40"})
    void a_request_that_cannot_be_understood_is_refused_with_its_reason() throws Exception {
        var answer =
                RawClient.ask(
                        house,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertEquals(400, answer.status());
        assertEquals("invalid_request_error", answer.errorType());
        assertTrue(answer.errorMessage().contains("max_tokens"), answer.body());
        var ended = house.await(Note.ExchangeEnded.class);
        assertEquals("refused", ended.outcome());

        var continued =
                RawClient.ask(
                        house,
                        "{\"model\":\"m\",\"thread\":{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"},%s}"
                                .formatted(RawClient.HI));
        assertEquals(404, continued.status());
        assertEquals(
                "thread_not_found",
                continued.json().path("error").path("details").path("error_code").asText());

        var asked =
                RawClient.ask(
                        house,
                        "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"developer\",\"content\":\"hi\"}]}");
        assertEquals(400, asked.status());
        assertTrue(asked.errorMessage().contains("messages.0.role"), asked.body());
    }
}
