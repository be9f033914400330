package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Way;

import org.xnio.XnioIoThread;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Opens connections to one backend: knows where it is, what leads there, how long that may take
/// and who is trusted.
final class Dialer {
    private final Resolver resolver = new Resolver();
    private final String backend;
    private final Address address;
    private final Road road;
    private final Duration connectLimit;
    private final SSLContext tls;
    private final OwnSockets own;

    Dialer(String backend, Address address, Way way, Duration connectLimit, Network network) {
        this.backend = backend;
        this.address = address;
        this.road = Road.to(address, way, network.proxy());
        this.connectLimit = connectLimit;
        this.tls = context(network.trust());
        this.own = network.own();
    }

    private static SSLContext context(X509ExtendedTrustManager trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /// Begins to connect.
    ///
    /// @param scratch the buffers of `io`
    Dialling dial(XnioIoThread io, Scratch scratch, Dialling.Caller caller) {
        var dialling = new Dialling(this, io, scratch, caller);
        dialling.start();
        return dialling;
    }

    String backend() {
        return backend;
    }

    Address address() {
        return address;
    }

    Road road() {
        return road;
    }

    Duration connectLimit() {
        return connectLimit;
    }

    OwnSockets own() {
        return own;
    }

    Resolver resolver() {
        return resolver;
    }

    /// The client's side of a handshake that is about to begin. It names the host it wants to the
    /// other side, and accepts a certificate for that host only.
    SSLEngine engine() throws SSLException {
        SSLEngine engine = tls.createSSLEngine(address.host(), address.port());
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        engine.beginHandshake();
        return engine;
    }

    // What is to be said of a place that was not reached: of the proxy's, if there is one.

    ProxyError unknownHost() {
        return road instanceof Road.Through through
                ? new ProxyFaults(backend, address, through).unknownHost()
                : Faults.unknownHost(backend, address);
    }

    ProxyError unreachable(IOException fault) {
        if (!(road instanceof Road.Through through)) {
            return Faults.unreachable(backend, address, fault);
        }
        var faults = new ProxyFaults(backend, address, through);
        return Faults.isRefusal(fault) ? faults.refused() : faults.unreachable(fault);
    }

    ProxyError silent(long seconds) {
        return road instanceof Road.Through through
                ? new ProxyFaults(backend, address, through).silent(seconds)
                : Faults.silent(backend, seconds);
    }
}
