package dev.patchbay.backend;

import javax.net.ssl.X509ExtendedTrustManager;

/// What a backend must know of the network between it and us.
///
/// @param trust says whose certificates count
/// @param proxy the one that the system names
/// @param own told of every connection to this computer
public record Network(X509ExtendedTrustManager trust, SystemProxy proxy, OwnSockets own) {
    public Network(X509ExtendedTrustManager trust, SystemProxy proxy) {
        this(trust, proxy, new OwnSockets());
    }

    /// A network without a proxy.
    public static Network trusting(X509ExtendedTrustManager trust) {
        return new Network(trust, SystemProxy.NONE);
    }
}
