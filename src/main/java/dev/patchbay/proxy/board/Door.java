package dev.patchbay.proxy.board;

import dev.patchbay.backend.Credential;
import dev.patchbay.backend.OwnSockets;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.ServerSettings;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides who may come in: by the name we are called, by where a browser says it comes from, and
/// by the local token.
public final class Door {
    /// Each request is looked at once.
    private static final AttachmentKey<Shown> SHOWN = AttachmentKey.create(Shown.class);
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private static final HttpString SEC_FETCH_SITE = new HttpString("Sec-Fetch-Site");

    /// What a browser says of a page of ours, and of an address that a person typed.
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final ServerSettings server;
    private final Set<String> names;
    private final Admission admission;
    private final OwnSockets own;

    /// @param own the connections that we opened
    public Door(ServerSettings server, Admission admission, OwnSockets own) {
        this.server = server;
        this.names =
                Stream.of(LOOPBACK, List.of(server.host()), server.allowedHosts())
                        .flatMap(List::stream)
                        .map(Authority::name)
                        .collect(Collectors.toUnmodifiableSet());
        this.admission = admission;
        this.own = own;
    }

    /// Refuses a request that we sent ourselves: it would go round and round.
    public void checkWay(HttpServerExchange http) {
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
    public void checkOrigin(HttpServerExchange http) {
        HeaderMap headers = http.getRequestHeaders();
        HeaderValues hosts = headers.get(Headers.HOST);
        Authority host = hosts == null ? null : Authority.of(hosts.getFirst());
        if (host == null || !isOurs(host, http)) {
            throw ProxyError.of(
                    ProxyError.Kind.FORBIDDEN,
                    "This address is not one of Patchbay's own names. Use 127.0.0.1 or localhost,"
                            + " or add the name to server.allowedHosts.");
        }
        HeaderValues origins = headers.get(Headers.ORIGIN);
        HeaderValues sites = headers.get(SEC_FETCH_SITE);
        boolean foreign =
                origins != null && !origins.stream().allMatch(it -> isOurs(it, host, http))
                        || sites != null && !sites.stream().allMatch(OWN_SITES::contains);
        if (foreign) {
            throw ProxyError.of(
                    ProxyError.Kind.FORBIDDEN,
                    "Requests from web pages of other sites are refused.");
        }
    }

    /// The name of the token that was shown; empty where none is required and none of ours was
    /// shown.
    public Optional<String> checkToken(HttpServerExchange http) {
        Shown shown = shown(http);
        if (shown.name().isPresent()) {
            return shown.name();
        }
        if (!needsToken(local(http).getAddress())) {
            return Optional.empty();
        }
        throw ProxyError.of(
                ProxyError.Kind.UNAUTHORIZED,
                !shown.any()
                        ? "No local token was sent. Send Patchbay's token as x-api-key,"
                                + " Authorization: Bearer or x-patchbay-token; `patchbay token`"
                                + " prints it."
                        : "The token that was sent is not one of Patchbay's local tokens; `patchbay"
                                + " token` prints the right one.");
    }

    /// The name of the token that was shown, if one was.
    public Optional<String> token(HttpServerExchange http) {
        return shown(http).name();
    }

    /// Only over a loopback address may anybody go without: one that others can reach stays open
    /// for a while, or for good, when the settings choose another that cannot be opened.
    boolean needsToken(InetAddress local) {
        return server.requireToken() || !local.isLoopbackAddress();
    }

    /// Whether any token was shown at all.
    public boolean tokenShown(HttpServerExchange http) {
        return shown(http).any();
    }

    /// What the client showed beside our own tokens: a credential of its own, for a backend that is
    /// asked with it.
    public Optional<Credential> credential(HttpServerExchange http) {
        return shown(http).credential();
    }

    /// The local tokens that were shown.
    public List<String> tokens(HttpServerExchange http) {
        return shown(http).tokens();
    }

    private Shown shown(HttpServerExchange http) {
        Shown shown = http.getAttachment(SHOWN);
        if (shown == null) {
            shown = Shown.of(http.getRequestHeaders(), admission);
            http.putAttachment(SHOWN, shown);
        }
        return shown;
    }

    /// Whether a page comes from this very door: a page of another port is another program's.
    private boolean isOurs(String origin, Authority host, HttpServerExchange http) {
        String lower = origin.toLowerCase(Locale.ROOT);
        int scheme = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
        Authority page = scheme == 0 ? null : Authority.of(lower.substring(scheme));
        return page != null
                && isOurs(page, http)
                && (page.port() == host.port() || page.port() == local(http).getPort());
    }

    private boolean isOurs(Authority host, HttpServerExchange http) {
        // An address cannot be made to mean another one, as a name can.
        return names.contains(host.name())
                || host.name().equals(Authority.name(local(http).getAddress().getHostAddress()));
    }

    private static InetSocketAddress local(HttpServerExchange http) {
        return (InetSocketAddress) http.getConnection().getLocalAddress();
    }
}
