package dev.patchbay.codec.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ErrorBodyTest {
    @Test
    void an_error_is_told_in_its_envelope() {
        var body = new AnthropicCodec().error(ProxyError.of(Kind.NO_ROUTE, "No alias."), "req_1");

        assertEquals(
                "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"No"
                        + " alias.\"},\"request_id\":\"req_1\"}",
                Json.text(body));
    }

    @Test
    void details_are_told_when_there_are_any() {
        var error =
                ProxyError.of(Kind.BAD_REQUEST, "No.")
                        .withDetails(Json.object().put("error_code", "x"));

        assertEquals("x", ErrorBody.of(error, "r").at("/error/details/error_code").asText());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_error_has_a_type_that_clients_know(Kind kind) {
        assertTrue(PublishedErrors.TYPES.contains(ErrorBody.type(kind)), ErrorBody.type(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST",
        "UNAUTHORIZED",
        "BILLING",
        "FORBIDDEN",
        "NOT_FOUND",
        "CONFLICT",
        "TOO_LARGE",
        "RATE_LIMITED",
        "TIMED_OUT",
        "OVERLOADED",
        "UPSTREAM_FAILED"
    })
    void an_error_is_read_as_it_was_told(Kind kind) {
        var error = ProxyError.of(kind, "It \"happened\".");

        assertEquals(error, ErrorBody.read(ErrorBody.of(error, "req_1")));
    }

    @Test
    void an_error_without_words_still_says_something() {
        var error = ErrorBody.read(Json.object().put("error", ""));

        assertEquals(Kind.UPSTREAM_FAILED, error.kind());
        assertTrue(!error.message().isBlank());
    }
}
