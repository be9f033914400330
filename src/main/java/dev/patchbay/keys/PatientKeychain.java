package dev.patchbay.keys;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Holds a keychain to a deadline. Some wait inside the system for a dialog that nobody sees, where
/// no interrupt reaches them; so each question has a thread of its own, which is left behind, and
/// until it comes back nobody else is sent to wait there as well.
final class PatientKeychain implements Keychain {
    private final Keychain keychain;
    private final Duration longest;
    private final Semaphore free = new Semaphore(1, true);
    private volatile boolean stuck;

    PatientKeychain(Keychain keychain, Duration longest) {
        this.keychain = keychain;
        this.longest = longest;
    }

    @Override
    public Secret get(String name) throws SecretUnavailable {
        return within(() -> keychain.get(name));
    }

    @Override
    public void put(String name, Secret secret) throws SecretUnavailable {
        within(
                () -> {
                    keychain.put(name, secret);
                    return true;
                });
    }

    @Override
    public void delete(String name) throws SecretUnavailable {
        within(
                () -> {
                    keychain.delete(name);
                    return true;
                });
    }

    @Override
    public List<String> names() throws SecretUnavailable {
        return within(keychain::names);
    }

    @Override
    public String place() {
        return keychain.place();
    }

    private interface Question<T> {
        T ask() throws SecretUnavailable;
    }

    private <T> T within(Question<T> question) throws SecretUnavailable {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            if (!free.tryAcquire(stuck ? 0 : longest.toNanos(), TimeUnit.NANOSECONDS)) {
                throw late("has not answered an earlier question");
            }
            var task =
                    new FutureTask<>(
                            () -> {
                                try {
                                    return question.ask();
                                } finally {
                                    stuck = false;
                                    free.release();
                                }
                            });
            Thread.ofPlatform().daemon().name("keychain").start(task);
            return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            stuck = true;
            throw late("did not answer");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretUnavailable(
                    Reason.TIMED_OUT, "The wait for the keychain was interrupted.", e);
        }
    }

    private SecretUnavailable late(String what) {
        return new SecretUnavailable(
                Reason.TIMED_OUT,
                "The keychain %s within %d seconds. See whether it shows a dialog somewhere; else restart it, or log out and in again."
                        .formatted(what, Math.max(1, longest.toSeconds())));
    }

    private static SecretUnavailable failure(@Nullable Throwable cause) {
        return cause instanceof SecretUnavailable known
                ? new SecretUnavailable(known.reason(), known.message(), known)
                : new SecretUnavailable(
                        Reason.BROKEN,
                        "The keychain could not be asked (%s)."
                                .formatted(
                                        cause == null
                                                ? "unknown"
                                                : cause.getClass().getSimpleName()),
                        cause);
    }
}
