package dev.patchbay.backend;

import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Credits.Credit;
import dev.patchbay.settings.Preset;

import org.xnio.XnioIoThread;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A backend that is reached over HTTP. Connections are kept per I/O thread, so an exchange and its
/// upstream never leave the thread they began on.
public final class HttpBackend implements Backend {
    private final Dialect dialect;
    private final Signer signer;
    private final Dialer dialer;
    private final int retries;
    private final Optional<CreditQuestion> credit;
    private final Map<XnioIoThread, HttpPool> pools = new ConcurrentHashMap<>();

    public HttpBackend(BackendSettings settings, Signer signer, Network network) {
        this.dialect = settings.kind().dialect();
        this.signer = signer;
        this.retries = settings.resilience().retries();
        this.credit = credit(settings, signer, network);
        var address = Address.of(URI.create(settings.baseUrl()), settings.query());
        this.dialer =
                new Dialer(
                        settings.name(),
                        address,
                        settings.way(),
                        settings.timeouts().connect(),
                        network);
    }

    /// Only the server that answers requests is shown their credential.
    private static Optional<CreditQuestion> credit(
            BackendSettings settings, Signer signer, Network network) {
        var fetch = new Fetch(settings.name(), settings.way(), network);
        return settings.shipped()
                .flatMap(Preset::credits)
                .filter(it -> it.isOf(settings.baseUrl()) && settings.auth().style().needsKey())
                .map(it -> new CreditQuestion(it, signer, fetch));
    }

    @Override
    public Optional<Credit> credit(XnioIoThread io) {
        return credit.map(it -> it.ask(io));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Upstream open(XnioIoThread io, Outgoing outgoing, Answer answer) {
        HttpPool pool = pools.computeIfAbsent(io, _ -> new HttpPool());
        var call =
                new HttpCall(dialer, retries, signer.begin(outgoing), pool, io, outgoing, answer);
        io.execute(call::start);
        return call;
    }

    @Override
    public void signIn(XnioIoThread io, Consumer<DeviceCode> show) {
        signer.signIn(io, show);
    }

    @Override
    public List<RestingKey> resting() {
        return signer.resting();
    }

    @Override
    public void wake() {
        signer.wake();
    }

    /// Idle connections are closed; answers under way end by themselves. Waits for a sign-in that
    /// is just being renewed.
    @Override
    public void close() {
        signer.close();
        pools.forEach((io, pool) -> io.execute(pool::close));
    }
}
