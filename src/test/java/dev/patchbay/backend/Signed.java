package dev.patchbay.backend;

import dev.patchbay.OAuthServer;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.Logins;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.masking.KnownSecrets;

import okhttp3.tls.HandshakeCertificates;

import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.X509ExtendedTrustManager;

/// A program of ours that signs in at an `OAuthServer`: several can share one folder of sign-ins.
final class Signed implements AutoCloseable {
    static final String ID = "club";

    private static final X509ExtendedTrustManager PLATFORM =
            (X509ExtendedTrustManager)
                    new HandshakeCertificates.Builder()
                            .addPlatformTrustedCertificates()
                            .build()
                            .trustManager();

    private final BackendSettings settings;
    private final XnioWorker worker;
    private final LoginSigner signer;
    private final HttpBackend backend;
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();

    Signed(String backend, Logins logins, InstantSource clock) throws IOException {
        this.settings = settings(backend);
        this.worker =
                Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 2));
        this.signer =
                new LoginSigner(
                        settings,
                        logins,
                        Network.trusting(PLATFORM),
                        clock,
                        ended::add,
                        this::pause);
        this.backend = new HttpBackend(settings, signer, Network.trusting(PLATFORM));
    }

    static Signed of(OAuthServer server, Path folder, InstantSource clock) throws IOException {
        return new Signed(server.backend(ID), new LoginFiles(folder, new KnownSecrets()), clock);
    }

    private static BackendSettings settings(String backend) {
        try {
            return Settings.parse("{\"version\":1,\"backends\":[" + backend + "]}")
                    .backends()
                    .getFirst();
        } catch (SettingsRefused e) {
            throw new AssertionError(e);
        }
    }

    /// Puts a pair in place that the server gave at this moment.
    static void keep(OAuthServer server, Logins logins, Instant received, Duration life) {
        String[] pair = server.pair();
        try (var hold = logins.hold(ID)) {
            hold.keep(
                    new Login(
                            server.url("/token"),
                            OAuthServer.CLIENT,
                            Secret.of(pair[0]),
                            Optional.of(Secret.of(pair[1])),
                            received,
                            Optional.of(received.plus(life)),
                            Map.of("organization_id", Secret.of(OAuthServer.ORGANIZATION)),
                            false));
        } catch (SecretUnavailable e) {
            throw new AssertionError(e);
        }
    }

    RecordedAnswer ask() {
        var answer = new RecordedAnswer();
        open(io(), answer);
        return answer;
    }

    Upstream open(XnioIoThread io, Answer answer) {
        return backend.open(io, Outgoing.post("/chat/completions", new byte[] {'{', '}'}), answer);
    }

    /// Asks on the next of its I/O threads, this often at once; waits for all.
    List<RecordedAnswer> ask(int times) throws InterruptedException {
        var answers = new ArrayList<RecordedAnswer>();
        for (int i = 0; i < times; i++) {
            answers.add(ask());
        }
        for (RecordedAnswer answer : answers) {
            answer.awaitOver();
        }
        return answers;
    }

    /// Ends as a program does that is told to.
    void leave() {
        backend.close();
    }

    LoginSigner signer() {
        return signer;
    }

    XnioIoThread io() {
        return worker.getIoThread();
    }

    /// Ends at once, but for a thread that is told to stop: as any wait does.
    private void pause(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(time);
    }

    /// What was told of sign-ins that ended.
    List<String> ended() {
        return List.copyOf(ended);
    }

    /// How long it would have waited.
    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public void close() {
        backend.close();
        worker.shutdown();
    }
}
