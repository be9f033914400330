package dev.patchbay.backend;

import javax.net.ssl.X509ExtendedTrustManager;

/// What a backend must know of the network between it and us.
///
/// @param trust says whose certificates count
/// @param proxy the one that the system names
/// @param mark tells requests that go from here to other programs of this computer from all others,
/// so that our own door knows them again; empty where they carry none
public record Network(X509ExtendedTrustManager trust, SystemProxy proxy, String mark) {
    /// The header line that carries the marks of all doors a request came through.
    public static final String VIA = "x-patchbay-via";

    /// A network without a proxy.
    public static Network trusting(X509ExtendedTrustManager trust) {
        return new Network(trust, SystemProxy.NONE, "");
    }

    public Network marked(String other) {
        return new Network(trust, proxy, other);
    }
}
