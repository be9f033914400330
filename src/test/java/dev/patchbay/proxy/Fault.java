package dev.patchbay.proxy;

import java.util.concurrent.CountDownLatch;

/// What a backend can do wrong, one way each.
enum Fault {
    REFUSED("connection refused"),
    RESET_BEFORE_BYTES("reset before any byte"),
    RESET_MID_STREAM("reset behind the first words"),
    STALL("silence"),
    UNAUTHORIZED("401"),
    BILLING("402"),
    UNKNOWN_MODEL("404 for the model"),
    TIMED_OUT("408"),
    TOO_LARGE("413"),
    SHORT_LIMIT("429 once, `Retry-After: 1`"),
    LONG_LIMIT("429, `Retry-After: 60`"),
    LIMIT("429 without `Retry-After`"),
    FAILED("500"),
    UNAVAILABLE("503"),
    HTML("a page of HTML"),
    WRONG_JSON("JSON that ends in the middle");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// @param heard opens when the client got the first words
    void play(RawBackend.Guest guest, BackendSpeech speech, String words, CountDownLatch heard)
            throws Exception {
        guest.request();
        switch (this) {
            case REFUSED -> throw new AssertionError("nobody can have come in");
            case RESET_BEFORE_BYTES -> guest.reset();
            case RESET_MID_STREAM -> {
                guest.send(RawBackend.STREAM_HEAD).chunk(speech.greeting() + speech.content(words));
                heard.await();
                guest.reset();
            }
            case STALL -> guest.closed();
            case UNAUTHORIZED ->
                    refuse(guest, 401, "", speech.error("wrong key", "authentication_error"));
            case BILLING -> refuse(guest, 402, "", speech.error("no credit", "billing_error"));
            case UNKNOWN_MODEL ->
                    refuse(guest, 404, "", speech.error("no model m", "not_found_error"));
            case TIMED_OUT -> refuse(guest, 408, "", speech.error("too slow", "timeout_error"));
            case TOO_LARGE ->
                    refuse(guest, 413, "", speech.error("too large", "request_too_large"));
            case SHORT_LIMIT -> {
                if (guest.number() == 1) {
                    limit(guest, "Retry-After: 1\r\n", speech);
                } else {
                    guest.send(RawBackend.STREAM_HEAD)
                            .chunk(speech.saying(words))
                            .send("0\r\n\r\n");
                }
            }
            case LONG_LIMIT -> limit(guest, "Retry-After: 60\r\n", speech);
            case LIMIT -> limit(guest, "", speech);
            case FAILED -> refuse(guest, 500, "", speech.error("out of order", "api_error"));
            case UNAVAILABLE -> refuse(guest, 503, "", speech.error("busy", "overloaded_error"));
            case HTML -> guest.whole(200, "text/html", "<html>Welcome</html>");
            case WRONG_JSON -> guest.whole(200, "application/json", "{\"id\":\"1\",\"choices\":[");
        }
    }

    private static void limit(RawBackend.Guest guest, String headers, BackendSpeech speech)
            throws Exception {
        refuse(guest, 429, headers, speech.error("slow down", "rate_limit_error"));
    }

    /// Every refusal ends its connection, so that each request is a connection to be counted.
    private static void refuse(RawBackend.Guest guest, int status, String headers, String body)
            throws Exception {
        guest.send(
                "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
                        .formatted(status, headers, body.length(), body));
    }
}
