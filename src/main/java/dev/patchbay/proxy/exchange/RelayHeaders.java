package dev.patchbay.proxy.exchange;

import dev.patchbay.wire.Headers;

import java.util.Locale;
import java.util.Set;

/// Which header lines a relay carries.
public final class RelayHeaders {
    /// They belong to one connection, or the transport says them anew.
    private static final Set<String> HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "content-length",
                    "http2-settings");

    /// They are said to us, or would say of the user's computer what is nobody's business.
    private static final Set<String> OURS =
            Set.of(
                    "host",
                    "cookie",
                    "origin",
                    "referer",
                    "forwarded",
                    "via",
                    "expect",
                    "accept-encoding",
                    "content-encoding",
                    "authorization",
                    "x-api-key",
                    "api-key",
                    "x-goog-api-key",
                    "x-patchbay-token",
                    "proxy-authorization");

    private static final Set<String> NOT_BACK = Set.of("set-cookie", "proxy-authenticate");

    private RelayHeaders() {}

    /// A client's header lines for the backend.
    ///
    /// @param ownCredential the client shows the backend a credential of its own, so that it may
    ///     also tell about itself
    public static Headers ofRequest(Headers client, boolean ownCredential) {
        Set<String> named = named(client);
        return client.filter(name -> passes(name, named) && isForBackend(name, ownCredential))
                .with("Accept-Encoding", "identity");
    }

    /// A backend's header lines for the client.
    static Headers ofAnswer(Headers backend) {
        Set<String> named = named(backend);
        return backend.filter(name -> passes(name, named) && !NOT_BACK.contains(name));
    }

    private static boolean passes(String name, Set<String> named) {
        return !HOP.contains(name) && !named.contains(name);
    }

    private static boolean isForBackend(String name, boolean ownCredential) {
        return !OURS.contains(name)
                && !name.startsWith("x-forwarded-")
                && !name.startsWith("sec-")
                && (ownCredential || !name.startsWith("x-claude-code-"));
    }

    /// The lines that `Connection` names are of one connection as well.
    private static Set<String> named(Headers headers) {
        var named = new java.util.HashSet<String>();
        for (String line : headers.all("connection")) {
            for (String name : line.split(",")) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
