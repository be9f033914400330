package dev.patchbay.backend;

import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.BackendSettings;

import org.xnio.XnioIoThread;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A backend that is reached over HTTP. Connections are kept per I/O thread, so an exchange and its
/// upstream never leave the thread they began on.
public final class HttpBackend implements Backend {
    private final String name;
    private final Dialect dialect;
    private final Address address;
    private final Signer signer;
    private final Dialer dialer;
    private final Map<XnioIoThread, HttpPool> pools = new ConcurrentHashMap<>();

    public HttpBackend(BackendSettings settings, Signer signer, Network network) {
        this.name = settings.name();
        this.dialect = settings.kind().dialect();
        this.address = Address.of(URI.create(settings.baseUrl()), settings.query());
        this.signer = signer;
        this.dialer =
                new Dialer(
                        name,
                        address,
                        Road.to(address, settings.way(), network.proxy()),
                        settings.timeouts().connect(),
                        network.trust());
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Upstream open(XnioIoThread io, Outgoing outgoing, Answer answer) {
        HttpPool pool = pools.computeIfAbsent(io, _ -> new HttpPool());
        Signing signing = signer.begin(outgoing);
        var call = new HttpCall(name, address, signing, dialer, pool, io, outgoing, answer);
        io.execute(call::start);
        return call;
    }

    @Override
    public void signIn(XnioIoThread io, Consumer<DeviceCode> show) {
        signer.signIn(io, show);
    }

    /// Idle connections are closed; answers under way end by themselves. Waits for a sign-in that
    /// is just being renewed.
    @Override
    public void close() {
        signer.close();
        pools.forEach((io, pool) -> io.execute(pool::close));
    }
}
