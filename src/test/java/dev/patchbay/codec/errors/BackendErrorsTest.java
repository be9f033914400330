package dev.patchbay.codec.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.wire.Headers;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.OptionalInt;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BackendErrorsTest {
    private static ProxyError read(int status, String body, String... headers) {
        return BackendErrors.read(status, Headers.of(headers), body, "Mill");
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST, 400",
        "405, BAD_REQUEST, 400",
        "415, BAD_REQUEST, 400",
        "422, BAD_REQUEST, 400",
        "401, UNAUTHORIZED, 401",
        "402, BILLING, 402",
        "403, FORBIDDEN, 403",
        "404, NOT_FOUND, 404",
        "408, TIMED_OUT, 504",
        "504, TIMED_OUT, 504",
        "409, CONFLICT, 409",
        "423, CONFLICT, 409",
        "425, CONFLICT, 409",
        "413, TOO_LARGE, 413",
        "429, RATE_LIMITED, 429",
        "500, UPSTREAM_FAILED, 500",
        "501, UPSTREAM_FAILED, 502",
        "502, UPSTREAM_FAILED, 502",
        "520, UPSTREAM_FAILED, 502",
        "526, UPSTREAM_FAILED, 502",
        "503, OVERLOADED, 529",
        "529, OVERLOADED, 529"
    })
    void statuses_are_mapped(int status, Kind kind, int told) {
        var error = read(status, "{\"error\":{\"message\":\"why\"}}");
        assertEquals(kind, error.kind());
        assertEquals(told, error.status());
        assertTrue(error.message().startsWith("Mill: why"), error.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"why\",\"type\":\"t\",\"param\":null,\"code\":null}}",
                "{\"error\":\"why\"}",
                "{\"error\":{\"code\":400,\"message\":\"Provider returned error\",\"metadata\":"
                        + "{\"raw\":\"{\\\"error\\\":{\\\"message\\\":\\\"why\\\"}}\"}}}",
                "{\"error\":{\"message\":\"x\",\"metadata\":{\"raw\":\"why\"}}}",
                "{\"object\":\"error\",\"message\":\"why\",\"code\":400}",
                "{\"detail\":\"why\"}",
                "{\"errors\":[{\"message\":\"why\"}]}",
                "{\"code\":\"InvalidParameter\",\"message\":\"why\"}",
                "{\"statusCode\":400,\"message\":\"why\"}",
                "[{\"error\":{\"code\":400,\"message\":\"why\"}}]",
                "data: {\"error\":{\"message\":\"why\"}}",
                "  why\n"
            })
    void the_innermost_text_is_found_in_every_shape(String body) {
        assertEquals("Mill: why", read(400, body).message());
    }

    @Test
    void validation_errors_name_their_field() {
        assertEquals(
                "Mill: body.x: field required",
                read(
                                422,
                                "{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"field required\","
                                        + "\"type\":\"missing\"}]}")
                        .message());
    }

    @Test
    void html_is_reduced_to_its_title() {
        assertEquals(
                "Mill: 502 Bad Gateway",
                read(502, "<html><head><title>502 Bad Gateway</title></head><body>…</body></html>")
                        .message());
        assertEquals("Mill: an HTML page", read(502, "<html>").message());
    }

    @Test
    void an_empty_body_names_its_status() {
        assertEquals("Mill: status 500 without an explanation", read(500, "").message());
    }

    @Test
    void long_texts_are_cut() {
        assertTrue(read(500, "why ".repeat(5000)).message().length() <= 2010);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer sk-abcdef123456 was refused",
                "Incorrect API key provided: sk-proj-abcdef123456.",
                "Incorrect API key provided: abcdef123456",
                "key gsk_abcdef123456 unknown",
                "bad token eyJhbGciOiJI.abcdef123456.x",
                "no account for 0123456789abcdef1234560123456789abcdef"
            })
    void secrets_are_masked(String text) {
        var message = read(401, "{\"error\":{\"message\":\"" + text + "\"}}").message();
        assertFalse(message.contains("abcdef123456"), message);
    }

    @Test
    void model_names_are_not_masked() {
        var text = "no model Qwen3-235B-A22B-Instruct-2507-FP8-dynamic";
        assertTrue(read(404, text).message().contains(text));
    }

    @Test
    void a_missing_quota_is_a_matter_of_money() {
        assertEquals(
                Kind.BILLING,
                read(429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"x\"}}")
                        .kind());
        assertEquals(Kind.BILLING, read(429, "check your plan and billing details").kind());
    }

    @Test
    void a_rate_limit_that_advertises_the_billing_page_is_a_rate_limit() {
        var error =
                read(
                        429,
                        "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Rate limit"
                                + " reached. Please try again in 1.2s. Add a payment method at"
                                + " https://x/billing\"}}");
        assertEquals(Kind.RATE_LIMITED, error.kind());
        assertEquals(OptionalInt.of(2), error.retryAfter());
    }

    @Test
    void a_model_that_is_loading_is_busy_whatever_the_status() {
        assertEquals(Kind.OVERLOADED, read(503, "{\"error\":\"Loading model\"}").kind());
        assertEquals(Kind.OVERLOADED, read(500, "{\"error\":\"Loading model\"}").kind());
        assertEquals(Kind.OVERLOADED, read(500, "server overloaded").kind());
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after, 7, 7",
        "retry-after, 1.5, 2",
        "retry-after-ms, 1200, 2",
        "x-ratelimit-reset-requests, 1m3.5s, 64",
        "x-ratelimit-reset-tokens, 20ms, 1",
        "x-ratelimit-reset, 30, 30"
    })
    void the_wait_is_read_from_headers(String name, String value, int seconds) {
        assertEquals(OptionalInt.of(seconds), read(429, "x", name, value).retryAfter());
    }

    @ParameterizedTest
    @CsvSource({
        "Please try again in 1.2s., 2",
        "try again in 6m0s, 360",
        "Please retry in 45.3 seconds, 46",
        "try again in 20ms, 1",
        "Retry after 3 s, 3"
    })
    void the_wait_is_read_from_the_text(String text, int seconds) {
        assertEquals(OptionalInt.of(seconds), read(429, text).retryAfter());
    }

    @Test
    void a_time_of_day_is_measured_against_the_servers_own_date() {
        var until = "Wed, 21 Oct 2026 07:28:30 GMT";
        assertEquals(
                OptionalInt.of(30),
                read(429, "", "retry-after", until, "date", "Wed, 21 Oct 2026 07:28:00 GMT")
                        .retryAfter());
        assertEquals(OptionalInt.of(5), read(429, "", "retry-after", until).retryAfter());
    }

    @Test
    void of_several_limits_the_one_that_is_used_up_counts() {
        assertEquals(
                OptionalInt.of(3),
                read(
                                429,
                                "",
                                "x-ratelimit-reset-requests",
                                "60s",
                                "x-ratelimit-remaining-requests",
                                "10",
                                "x-ratelimit-reset-tokens",
                                "3s",
                                "x-ratelimit-remaining-tokens",
                                "0")
                        .retryAfter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model's maximum context length is 8192 tokens. However, your messages"
                        + " resulted in 9000 tokens. Please reduce the length of the messages.",
                "This model's maximum context length is 8192 tokens. However, your request has 9000"
                        + " input tokens.",
                "request (9000 tokens) exceeds the available context size (8192 tokens), try"
                        + " increasing it",
                "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
                "The decoder prompt (length 9000) is longer than the maximum model length of 8192.",
                "The input token count (9000) exceeds the maximum number of tokens allowed (8192).",
                "Prompt contains 9000 tokens and 0 draft tokens, too large for model with 8192"
                        + " maximum context length",
                "This model's maximum prompt length is 8192 but the request contains 9000 tokens.",
                "prompt is too long: 9,000 tokens > 8,192 maximum",
                "You passed 9000 input tokens and requested 10 output tokens. However, the model's"
                        + " context length is only 8192 tokens",
                "Your request exceeded model token limit: 8192 (requested: 9000)"
            })
    void a_prompt_that_is_too_long_is_worded_for_the_client(String text) {
        var error = read(400, "{\"error\":{\"message\":\"" + text + "\"}}");
        assertEquals(Kind.BAD_REQUEST, error.kind());
        assertEquals(
                "prompt is too long: 9000 tokens > 8192 maximum (Mill: " + text + ")",
                error.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model's maximum context length is 8192 tokens. However, you requested 10000"
                        + " tokens (6000 in the messages, 4000 in the completion).",
                "maximum context length is 8192 tokens, however you requested 10000 tokens (6000 in"
                        + " your prompt; 4000 for the completion)",
                "'max_tokens' is too large: 4000. This model's maximum context length is 8192"
                        + " tokens and your request has 6000 input tokens",
                "This endpoint's maximum context length is 8192 tokens. However, you requested"
                        + " about 10000 tokens (6000 of text input, 4000 in the output).",
                "Requested token count exceeds the model's maximum context length of 8192 tokens."
                    + " You requested a total of 10000 tokens: 6000 tokens from the input messages"
                    + " and 4000 tokens for the completion."
            })
    void too_much_output_is_worded_for_the_client(String text) {
        assertEquals(
                "input length and `max_tokens` exceed context limit: 6000 + 4000 > 8192 (Mill: "
                        + text
                        + ")",
                read(400, text).message());
    }

    @Test
    void numbers_in_fields_are_used() {
        assertTrue(
                read(
                                400,
                                "{\"error\":{\"code\":400,\"message\":\"the request exceeds the"
                                        + " available context size\",\"type\":"
                                        + "\"exceed_context_size_error\",\"n_prompt_tokens\":9000,"
                                        + "\"n_ctx\":8192}}")
                        .message()
                        .startsWith("prompt is too long: 9000 tokens > 8192 maximum"));
    }

    @Test
    void without_numbers_the_client_still_understands() {
        assertEquals(
                "prompt is too long (capability_rejected: prompt_too_long; Mill: reduce it)",
                read(
                                400,
                                "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"reduce"
                                    + " it\"}}")
                        .message());
    }

    @Test
    void a_limit_per_minute_is_no_overflow() {
        assertEquals(
                Kind.TOO_LARGE,
                read(413, "Request too large: too many tokens per minute (TPM): Limit 6000")
                        .kind());
    }

    @Test
    void a_wrong_limit_of_output_alone_is_no_overflow() {
        assertEquals(
                "Mill: max_tokens is too large: 100000. This model supports at most 16384"
                        + " completion tokens",
                read(
                                400,
                                "max_tokens is too large: 100000. This model supports at most 16384"
                                        + " completion tokens")
                        .message());
    }

    @Test
    void the_text_of_401_and_404_says_what_to_look_at() {
        assertTrue(read(401, "no").message().contains("key"));
        assertTrue(read(404, "no").message().contains("model"));
        assertTrue(read(404, "no").message().contains("path"));
    }
}
