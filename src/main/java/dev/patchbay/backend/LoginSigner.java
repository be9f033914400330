package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.Logins;
import dev.patchbay.settings.OAuthSettings;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.wire.Headers;

import org.xnio.XnioIoThread;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Shows the token of a person who signed in, in the form that the settings give it.
public final class LoginSigner implements Signer {
    private final String backend;
    private final OAuthSettings oauth;
    private final TokenServer server;
    private final SignedIn signedIn;
    private final DeviceSignIn.Pause pause;

    LoginSigner(
            BackendSettings settings,
            Logins logins,
            Network network,
            InstantSource clock,
            Consumer<String> ended,
            DeviceSignIn.Pause pause) {
        this.backend = settings.name();
        this.oauth = settings.oauth();
        var fetch = new Fetch("The sign-in server of " + backend, settings.way(), network);
        this.server = new TokenServer(backend, oauth, fetch, clock);
        this.signedIn = new SignedIn(settings, server, logins, clock, ended);
        this.pause = pause;
    }

    /// @param ended is told why a sign-in has ended that held before
    public static LoginSigner of(
            BackendSettings settings,
            Logins logins,
            Network network,
            InstantSource clock,
            Consumer<String> ended) {
        return new LoginSigner(settings, logins, network, clock, ended, Thread::sleep);
    }

    @Override
    public Signing begin(Outgoing outgoing) {
        return new LoginSigning(backend, signedIn, this::show);
    }

    @Override
    public void close() {
        signedIn.close();
    }

    @Override
    public void signIn(XnioIoThread io, Consumer<DeviceCode> show) {
        Login login = new DeviceSignIn(backend, server, pause).run(io, show);
        // A thread that is told to stop can write no file: what a person has completed by then is
        // kept by another.
        try {
            CompletableFuture.runAsync(() -> keep(login), Thread::startVirtualThread).join();
        } catch (CompletionException e) {
            throw ProxyError.from(e.getCause() == null ? e : e.getCause());
        }
    }

    private void keep(Login login) {
        try {
            signedIn.keep(login);
        } catch (SecretUnavailable e) {
            throw ProxyError.of(
                    Kind.INTERNAL,
                    "%s: the sign-in was not kept. %s".formatted(backend, e.message()),
                    e);
        }
    }

    private Signature show(Login login) {
        String bearer =
                oauth.bearer()
                        .replace(
                                "{" + OAuthSettings.ACCESS_TOKEN + "}",
                                login.accessToken().reveal());
        for (Map.Entry<String, Secret> field : login.fields().entrySet()) {
            bearer = bearer.replace("{" + field.getKey() + "}", field.getValue().reveal());
        }
        return new Signature(Headers.of("Authorization", "Bearer " + bearer), "");
    }
}
