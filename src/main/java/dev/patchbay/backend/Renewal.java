package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.Logins;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Brings the login that is kept for one backend up to date, by renewing it if nobody else has.
///
/// A new pair is kept before anybody may show it. Between the server's answer and that moment lies
/// the only place where a crash can lose a login; nothing else is done there. Called by one thread
/// of the program at a time, and blocks.
final class Renewal {
    private static final Duration PAUSE_AFTER_FUTILITY = Duration.ofSeconds(60);

    /// A pair that was given but could not be kept yet.
    private record Unkept(Login before, Login given) {}

    private final String name;
    private final String id;
    private final TokenServer server;
    private final Logins logins;
    private final InstantSource clock;
    private final Consumer<String> ended;

    private volatile @Nullable Login given;
    private volatile Instant futileUntil = Instant.MIN;
    private @Nullable Unkept unkept;

    Renewal(
            BackendSettings settings,
            TokenServer server,
            Logins logins,
            InstantSource clock,
            Consumer<String> ended) {
        this.name = settings.name();
        this.id = settings.id();
        this.server = server;
        this.logins = logins;
        this.clock = clock;
        this.ended = ended;
    }

    /// A login that is good, or the reason why there is none.
    Login login(XnioIoThread io, Predicate<Login> good) throws SecretUnavailable {
        Login kept = ours(logins.find(id));
        if (good.test(kept)) {
            return kept;
        }
        mustNotHaveEnded(kept);
        if (!kept.isDue(clock.instant()) && clock.instant().isBefore(futileUntil)) {
            throw refusedAnew();
        }
        try (var hold = logins.hold(id)) {
            Login login = caughtUp(hold);
            if (good.test(login)) {
                return login;
            }
            mustNotHaveEnded(login);
            return renew(io, hold, login);
        }
    }

    /// What is kept by now: others may have renewed it, or we had given a pair that was not kept.
    private Login caughtUp(Logins.Hold hold) throws SecretUnavailable {
        Login login = ours(hold.login());
        if (unkept == null) {
            return login;
        }
        Unkept late = unkept;
        if (login.refreshToken().equals(late.before().refreshToken())) {
            hold.keep(late.given());
            login = late.given();
        }
        unkept = null;
        return login;
    }

    private Login renew(XnioIoThread io, Logins.Hold hold, Login login) throws SecretUnavailable {
        Secret refreshToken =
                login.refreshToken().orElseThrow(() -> over("it came without a refresh token"));
        return switch (server.renew(io, login, refreshToken)) {
            case Grant.Given(Login next) -> {
                unkept = new Unkept(login, next);
                hold.keep(next);
                unkept = null;
                given = next;
                yield next;
            }
            case Grant.Ended(String why) -> {
                hold.keep(login.asEnded());
                ended.accept(why);
                throw over(why);
            }
            case Grant.Failed(ProxyError error) ->
                    throw error.kind() == Kind.UNAUTHORIZED ? signIn(error.message()) : error;
            case Grant.Waiting _, Grant.Hurried _ ->
                    throw ProxyError.of(
                            Kind.GARBLED,
                            "%s: the answer to the renewal makes no sense.".formatted(name));
        };
    }

    /// A person has signed in: this is kept instead.
    void keep(Login login) throws SecretUnavailable {
        try (var hold = logins.hold(id)) {
            unkept = null;
            hold.keep(login);
        }
    }

    /// Whether this login came from its server by our own last renewal. Never blocks.
    boolean made(Login login) {
        return login.equals(given);
    }

    /// The backend took the token neither before nor after its renewal. For a while a refusal is no
    /// reason to renew it again: a server that is asked without end may end the login. Never
    // blocks.
    ProxyError futile() {
        futileUntil = clock.instant().plus(PAUSE_AFTER_FUTILITY);
        return refusedAnew();
    }

    private Login ours(Optional<Login> kept) {
        Login login = kept.orElseThrow(() -> signIn("%s: nobody is signed in.".formatted(name)));
        if (!server.gave(login)) {
            throw signIn("%s: the sign-in was made at another address.".formatted(name));
        }
        return login;
    }

    private void mustNotHaveEnded(Login login) {
        if (login.ended()) {
            throw over("its sign-in server said so");
        }
    }

    private ProxyError refusedAnew() {
        return signIn("%s refused the sign-in, also after it was renewed.".formatted(name));
    }

    private ProxyError over(String why) {
        return signIn("%s: the sign-in has ended (%s).".formatted(name, why));
    }

    private ProxyError signIn(String what) {
        return ProxyError.of(
                        Kind.UNAUTHORIZED,
                        "%s Sign in with `patchbay login %s`.".formatted(what, id))
                .withShouldRetry(false);
    }
}
