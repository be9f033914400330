package dev.patchbay.proxy.door;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;

import java.util.Set;

/// What a well-formed request may not ask of us, whoever sends it: other methods, and another
/// protocol on this connection.
final class HttpRules {
    /// As text: Undertow's own comparison overlooks small letters.
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private HttpRules() {}

    static void check(HttpServerExchange http) {
        if (!METHODS.contains(http.getRequestMethod().toString())) {
            http.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD, POST");
            throw ProxyError.of(
                    Kind.WRONG_METHOD,
                    "This method is not answered here. Ask by GET, HEAD or POST, in capitals.");
        }
        HeaderMap headers = http.getRequestHeaders();
        // Java's own client offers h2c with every request and is content to be ignored.
        if (!each(headers.get(Headers.UPGRADE), "h2c")) {
            throw ProxyError.of(
                    Kind.BAD_REQUEST, "Patchbay speaks HTTP/1.1 and changes to no other protocol.");
        }
        HeaderValues types = headers.get(Headers.CONTENT_TYPE);
        if (types != null && types.size() > 1) {
            throw ProxyError.of(
                    Kind.BAD_REQUEST, "The request has more than one Content-Type header.");
        }
    }

    private static boolean each(HeaderValues values, String wanted) {
        if (values != null) {
            for (String value : values) {
                if (!value.equalsIgnoreCase(wanted)) {
                    return false;
                }
            }
        }
        return true;
    }
}
