package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.settings.Login;

import org.xnio.XnioIoThread;

import java.time.Duration;
import java.util.function.Consumer;

/// A person signs in: shows them a code, and asks their sign-in server until they have entered it
/// (RFC 8628).
final class DeviceSignIn {
    /// Passes time.
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final String backend;
    private final TokenServer server;
    private final Pause pause;

    DeviceSignIn(String backend, TokenServer server, Pause pause) {
        this.backend = backend;
        this.server = server;
        this.pause = pause;
    }

    Login run(XnioIoThread io, Consumer<DeviceCode> show) {
        DeviceCode code = server.begin(io);
        show.accept(code);
        Duration interval = code.interval();
        for (Duration waited = interval;
                waited.compareTo(code.lifetime()) <= 0;
                waited = waited.plus(interval)) {
            pass(interval);
            switch (server.ask(io, code)) {
                case Grant.Given(Login login) -> {
                    return login;
                }
                case Grant.Waiting _ -> {}
                case Grant.Hurried _ -> interval = interval.plus(SLOWER);
                case Grant.Ended(String why) ->
                        throw failed("was not completed (%s)".formatted(why));
                case Grant.Failed(ProxyError error) -> {
                    if (isFinal(error)) {
                        throw error;
                    }
                    interval = interval.plus(SLOWER);
                }
            }
        }
        throw failed("was not completed in time");
    }

    private static boolean isFinal(ProxyError error) {
        return switch (error.kind()) {
            case CANCELLED, GARBLED -> true;
            default -> !error.shouldRetry().orElse(true);
        };
    }

    private void pass(Duration time) {
        try {
            pause.pass(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProxyError.of(
                    Kind.CANCELLED, "The sign-in to %s was given up.".formatted(backend));
        }
    }

    private ProxyError failed(String how) {
        return ProxyError.of(
                        Kind.UNAUTHORIZED,
                        "The sign-in to %s %s. Begin again.".formatted(backend, how))
                .withShouldRetry(false);
    }
}
