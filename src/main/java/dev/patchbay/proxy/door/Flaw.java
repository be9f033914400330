package dev.patchbay.proxy.door;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;

/// What can be wrong with the bytes of a request, before it is one that could be answered. Whoever
/// sends such bytes does not mean what we would read, or means that we and others read differently:
/// nothing is mended, and the connection ends with the refusal.
enum Flaw {
    REQUEST_LINE(400, "The request does not begin with a line like 'POST /v1/messages HTTP/1.1'."),
    VERSION(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here."),
    TARGET(400, "The address in the request's first line holds a character that must be encoded."),
    TARGET_TOO_LONG(414, "The address in the request's first line is longer than 8 KB."),
    NO_PATH(
            400,
            "Patchbay is no proxy for other addresses: the request's first line must ask for a path"
                    + " such as /v1/messages."),
    CONTROL(400, "The request's head holds a control character."),
    BARE_LINE_FEED(400, "A line of the request's head does not end with CR and LF."),
    BARE_RETURN(400, "A line of the request's head holds a CR in the middle."),
    NAME(400, "The request's head holds a line without a proper header name."),
    SPACE_BEFORE_COLON(400, "A header's name is followed by a space instead of its colon."),
    FOLDED(400, "A header goes on in the next line; each must stand in one line."),
    TOO_MANY_HEADERS(431, "The request has more than 200 header lines."),
    HEAD_TOO_LONG(431, "The request's head is longer than 64 KB."),
    SLOW_HEAD(408, "The request's head did not come to its end in time."),
    NO_HOST(400, "The request has no Host header."),
    TWO_HOSTS(400, "The request has more than one Host header."),
    HOST(400, "The request's Host header is no name and no address."),
    LENGTH(400, "The request's Content-Length is not a number."),
    TWO_LENGTHS(400, "The request has more than one Content-Length."),
    LENGTH_AND_CODING(400, "The request has both Content-Length and Transfer-Encoding."),
    TOO_LARGE(413, "The request is larger than 32 MB."),
    OLD_CODING(400, "Transfer-Encoding is not a part of HTTP/1.0."),
    CODING(501, "The only Transfer-Encoding that is understood is 'chunked', once."),
    EXPECTATION(417, "The only expectation that is met here is 100-continue."),
    CHUNK_SIZE(400, "The size of a chunk in the request's body is not one."),
    CHUNK_END(400, "A chunk of the request's body does not end where it should."),
    CHUNK_EXTRA(400, "The chunks of the request's body carry too much beside the body.");

    private final int status;
    private final String sentence;

    Flaw(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    ProxyError error() {
        Kind kind =
                switch (status) {
                    case 408 -> Kind.TIMED_OUT;
                    case 413 -> Kind.TOO_LARGE;
                    default -> Kind.BAD_REQUEST;
                };
        return ProxyError.of(kind, sentence).withStatus(status);
    }
}
