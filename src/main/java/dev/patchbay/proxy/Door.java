package dev.patchbay.proxy;

import dev.patchbay.backend.Credential;
import dev.patchbay.backend.OwnSockets;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.ServerSettings;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides who may come in: by the name we are called, by where a browser says it comes from, and
/// by the local token.
public final class Door {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final ServerSettings server;
    private final Admission admission;
    private final OwnSockets own;

    /// @param own the connections that we opened
    public Door(ServerSettings server, Admission admission, OwnSockets own) {
        this.server = server;
        this.admission = admission;
        this.own = own;
    }

    /// Refuses a request that we sent ourselves: it would go round and round.
    void checkWay(HttpServerExchange http) {
        var connection = http.getConnection();
        if (own.has(connection.getPeerAddress(), connection.getLocalAddress())) {
            throw ProxyError.of(
                            ProxyError.Kind.FORBIDDEN,
                            "This request came from Patchbay itself: the backend that it was sent"
                                    + " to leads back here. Give that backend the address of the"
                                    + " service itself.")
                    .withShouldRetry(false);
        }
    }

    /// Refuses a request that reached us under a name which is not ours (DNS rebinding) or from a
    /// foreign page.
    void checkOrigin(HttpServerExchange http) {
        HeaderMap headers = http.getRequestHeaders();
        HeaderValues hosts = headers.get(Headers.HOST);
        if (hosts == null || hosts.size() != 1 || !isOurs(hosts.getFirst())) {
            throw ProxyError.of(
                    ProxyError.Kind.FORBIDDEN,
                    "This address is not one of Patchbay's own names. Use 127.0.0.1 or localhost,"
                            + " or add the name to server.allowedHosts.");
        }
        HeaderValues origins = headers.get(Headers.ORIGIN);
        if (origins != null && !origins.stream().allMatch(this::isOurOrigin)) {
            throw ProxyError.of(
                    ProxyError.Kind.FORBIDDEN,
                    "Requests from web pages of other sites are refused.");
        }
    }

    /// The name of the token that was shown; empty where none is required and none of ours was
    /// shown.
    Optional<String> checkToken(HttpServerExchange http) {
        List<String> shown = shown(http.getRequestHeaders());
        for (String token : shown) {
            Optional<String> name = admission.nameOf(token);
            if (name.isPresent()) {
                return name;
            }
        }
        if (!server.requireToken()) {
            return Optional.empty();
        }
        throw ProxyError.of(
                ProxyError.Kind.UNAUTHORIZED,
                shown.isEmpty()
                        ? "No local token was sent. Send Patchbay's token as x-api-key,"
                                + " Authorization: Bearer or x-patchbay-token; `patchbay token`"
                                + " prints it."
                        : "The token that was sent is not one of Patchbay's local tokens; `patchbay"
                                + " token` prints the right one.");
    }

    /// Whether any token was shown at all.
    boolean tokenShown(HttpServerExchange http) {
        return !shown(http.getRequestHeaders()).isEmpty();
    }

    /// What the client showed beside our own tokens: a credential of its own, for a backend that is
    /// asked with it.
    Optional<Credential> credential(HttpServerExchange http) {
        HeaderMap headers = http.getRequestHeaders();
        return own(keys(headers, "x-api-key"), new AuthStyle.ApiKey())
                .or(() -> own(bearers(headers), new AuthStyle.Bearer()));
    }

    private Optional<Credential> own(List<String> shown, AuthStyle style) {
        return shown.stream()
                .filter(value -> !value.isEmpty() && admission.nameOf(value).isEmpty())
                .findFirst()
                .map(value -> new Credential(style, Secret.of(value)));
    }

    private static List<String> shown(HeaderMap headers) {
        var shown = new ArrayList<String>();
        shown.addAll(keys(headers, "x-patchbay-token"));
        shown.addAll(keys(headers, "x-api-key"));
        shown.addAll(bearers(headers));
        return shown;
    }

    private static List<String> keys(HeaderMap headers, String name) {
        HeaderValues values = headers.get(name);
        return values == null ? List.of() : values.stream().map(String::strip).toList();
    }

    private static List<String> bearers(HeaderMap headers) {
        return keys(headers, "authorization").stream()
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .toList();
    }

    private boolean isOurOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        int scheme = lower.indexOf("://");
        return scheme > 0 && lower.startsWith("http") && isOurs(lower.substring(scheme + 3));
    }

    private boolean isOurs(String authority) {
        String name = name(authority.strip().toLowerCase(Locale.ROOT));
        return LOOPBACK.contains(name)
                || name.equals(server.host().toLowerCase(Locale.ROOT))
                || server.allowedHosts().stream().anyMatch(name::equalsIgnoreCase);
    }

    /// The host of `host:port`, `[v6]:port` or `host.`; empty if it is none of them.
    private static String name(String authority) {
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            return close < 0 || !isPort(authority.substring(close + 1))
                    ? ""
                    : authority.substring(1, close);
        }
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (colon >= 0 && !isPort(authority.substring(colon))) {
            return "";
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean isPort(String rest) {
        return rest.isEmpty()
                || rest.length() > 1
                        && rest.length() <= 6
                        && rest.charAt(0) == ':'
                        && rest.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }
}
