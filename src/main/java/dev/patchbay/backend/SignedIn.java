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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The login in force at one backend.
///
/// A refresh token is worth one use: whoever uses it gets a new pair, and the old one is dead or,
/// worse, its second use ends the login. So one renews for all: within the program by `lock`,
/// between programs by the hold on what is kept, which the `Renewal` takes. Whoever had to wait
/// looks first whether the work is done.
///
/// `current` is for I/O threads and never blocks; everything else does.
final class SignedIn {
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(25);

    private final String name;
    private final Renewal renewal;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final AtomicLong rounds = new AtomicLong();

    private volatile @Nullable Login known;
    private volatile boolean closed;
    private volatile Instant notEarlierThan = Instant.MIN;
    private @Nullable ProxyError failure;

    SignedIn(
            BackendSettings settings,
            TokenServer server,
            Logins logins,
            InstantSource clock,
            Consumer<String> ended) {
        this.name = settings.name();
        this.renewal = new Renewal(settings, server, logins, clock, ended);
        this.clock = clock;
    }

    /// The login that may be shown right now, if it is at hand. One that ends soon is renewed
    /// meanwhile.
    @Nullable Login current(XnioIoThread io) {
        Login login = known;
        Instant now = clock.instant();
        if (login == null || login.isOver(now)) {
            return null;
        }
        if (!closed
                && login.isDue(now)
                && now.isAfter(notEarlierThan)
                && renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("renewal of " + name).start(() -> renewEarly(io));
        }
        return login;
    }

    private void renewEarly(XnioIoThread io) {
        try {
            turn(io, login -> !login.isDue(clock.instant()));
        } catch (ProxyError e) {
            // Nobody waits for it yet: the present token still works. When it has ended, the next
            // failure is told.
            notEarlierThan = clock.instant().plus(PAUSE_AFTER_FAILURE);
        } finally {
            renewing.set(false);
        }
    }

    /// A login that may be shown, renewed if need be.
    ///
    /// @param refused a token that the backend did not take
    Login usable(XnioIoThread io, Optional<Secret> refused) {
        return turn(
                io,
                login ->
                        !login.isOver(clock.instant())
                                && !refused.equals(Optional.of(login.accessToken())));
    }

    /// One thread at a time. What failed while others waited for it has failed for them, too.
    private Login turn(XnioIoThread io, Predicate<Login> good) {
        long before = rounds.get();
        lock.lock();
        try {
            Login login = known;
            if (login != null && good.test(login)) {
                return login;
            }
            if (rounds.get() != before && failure != null) {
                throw failure;
            }
            return round(io, good);
        } finally {
            lock.unlock();
        }
    }

    private Login round(XnioIoThread io, Predicate<Login> good) {
        failure = null;
        try {
            Login login = renewal.login(io, good);
            known = login;
            return login;
        } catch (SecretUnavailable e) {
            failure =
                    ProxyError.of(
                                    Kind.UNAUTHORIZED,
                                    "%s: its sign-in cannot be used. %s"
                                            .formatted(name, e.message()))
                            .withShouldRetry(false);
            throw failure;
        } catch (ProxyError e) {
            failure = e;
            throw e;
        } finally {
            rounds.incrementAndGet();
        }
    }

    /// A person has signed in: from now on this is the login.
    void keep(Login login) throws SecretUnavailable {
        lock.lock();
        try {
            renewal.keep(login);
            known = login;
            failure = null;
        } finally {
            lock.unlock();
        }
    }

    /// Whether this login came from its server by our own last renewal.
    boolean hasRenewed(Login login) {
        return renewal.made(login);
    }

    /// The backend took the token neither before nor after its renewal.
    ProxyError futile() {
        return renewal.futile();
    }

    /// Waits until nobody is between a server's answer and the disk: a program that ends there
    /// loses the login.
    void close() {
        closed = true;
        try {
            if (lock.tryLock(LONGEST_FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
