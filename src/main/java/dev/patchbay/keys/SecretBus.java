package dev.patchbay.keys;

import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One conversation with the Secret Service over the session bus: calls, their deadlines, the
/// service's dialogs, and what its errors mean to people. It lasts for one question, so a keychain
/// that was restarted meanwhile is found again.
///
/// The library's proxies would want an interface for each of the service's objects; messages do
/// without.
final class SecretBus implements AutoCloseable {
    private static final String SERVICE = "org.freedesktop.secrets";
    private static final String PROMPT = "org.freedesktop.Secret.Prompt";
    private static final String NOTHING = "/";

    /// @param call how long the service may take for an answer
    /// @param dialog how long a person may take for a dialog of the service's
    record Patience(Duration call, Duration dialog) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(8), Duration.ofSeconds(45));

        /// The longest that a whole question may take.
        Duration whole() {
            return dialog.plus(call.multipliedBy(2));
        }
    }

    private final DBusConnection bus;
    private final Patience patience;

    private SecretBus(DBusConnection bus, Patience patience) {
        this.bus = bus;
        this.patience = patience;
    }

    static SecretBus open(String address, Patience patience) throws SecretUnavailable {
        try {
            return new SecretBus(
                    DBusConnectionBuilder.forAddress(address).withShared(false).build(), patience);
        } catch (DBusException | DBusExecutionException e) {
            throw new SecretUnavailable(
                    Reason.ABSENT,
                    "The session bus cannot be reached, and so no keychain. " + Ways.WITHOUT,
                    e);
        }
    }

    /// What the service answers.
    Object[] call(String path, String of, String method, String signature, Object... arguments)
            throws SecretUnavailable {
        try {
            MethodCall call =
                    bus.getMessageFactory()
                            .createMethodCall(
                                    null, SERVICE, path, of, method, (byte) 0, signature,
                                    arguments);
            bus.sendMessage(call);
            Message reply = call.getReply(patience.call().toMillis());
            if (reply == null) {
                throw bus.isConnected() ? slow() : vanished();
            }
            if (reply instanceof Error error) {
                throw unavailable(error.getName());
            }
            return reply.getParameters();
        } catch (DBusException | DBusExecutionException e) {
            throw bus.isConnected() ? broken(method, e) : vanished();
        }
    }

    /// Lets the service show its dialog, if it has to, and waits for the end of that.
    ///
    /// @param closed what it means when a person closes it
    void prompted(Object prompt, Reason closed) throws SecretUnavailable {
        String path = prompt.toString();
        if (path.equals(NOTHING)) {
            return;
        }
        DBusMatchRule rule = completed(path);
        var dismissed = new CompletableFuture<Boolean>();
        DBusSigHandler<DBusSignal> handler = signal -> answer(signal, dismissed);
        try {
            bus.addGenericSigHandler(rule, handler);
            try {
                call(path, PROMPT, "Prompt", "s", "");
                awaitDialog(path, dismissed, closed);
            } finally {
                bus.removeGenericSigHandler(rule, handler);
            }
        } catch (DBusException e) {
            throw bus.isConnected() ? broken("Prompt", e) : vanished();
        }
    }

    private void awaitDialog(String path, CompletableFuture<Boolean> dismissed, Reason closed)
            throws SecretUnavailable {
        try {
            if (dismissed.get(patience.dialog().toMillis(), TimeUnit.MILLISECONDS)) {
                throw closed == Reason.LOCKED ? locked(null) : refused();
            }
        } catch (TimeoutException e) {
            call(path, PROMPT, "Dismiss", "");
            throw locked(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw locked(e);
        } catch (ExecutionException e) {
            throw broken("Prompt", e);
        }
    }

    private static DBusMatchRule completed(String path) {
        return DBusMatchRuleBuilder.create()
                .withType("signal")
                .withInterface(PROMPT)
                .withMember("Completed")
                .withPath(path)
                .build();
    }

    private static void answer(DBusSignal signal, CompletableFuture<Boolean> dismissed) {
        try {
            dismissed.complete((Boolean) signal.getParameters()[0]);
        } catch (DBusException e) {
            dismissed.completeExceptionally(e);
        }
    }

    static boolean isNothing(Object path) {
        return path.toString().equals(NOTHING);
    }

    static DBusPath path(Object path) {
        return new DBusPath(path.toString());
    }

    /// What went wrong by the name of the service's error; its text is not repeated, for nobody
    /// knows what is in it.
    private SecretUnavailable unavailable(String error) {
        String name = error.substring(error.lastIndexOf('.') + 1);
        return switch (name) {
            case "IsLocked" -> locked(null);
            case "NoReply", "Disconnected", "NoSession" -> vanished();
            case "ServiceUnknown", "NameHasNoOwner" -> absent();
            case "AccessDenied", "AuthFailed" -> refused();
            case "NoSuchObject", "UnknownObject", "UnknownMethod" ->
                    new SecretUnavailable(Reason.MISSING, "The keychain holds it no more.");
            case "Timeout", "TimedOut" -> slow();
            default ->
                    error.contains(".Spawn.")
                            ? absent()
                            : new SecretUnavailable(
                                    Reason.BROKEN,
                                    "The keychain failed (%s); restart it, or log out and in again."
                                            .formatted(name));
        };
    }

    private static SecretUnavailable locked(@Nullable Exception cause) {
        return new SecretUnavailable(
                Reason.LOCKED,
                "The keychain is locked, and nobody unlocked it: its dialog was closed, or could"
                        + " not be shown. Unlock it (its password is usually that of your login),"
                        + " then try again.",
                cause);
    }

    private static SecretUnavailable refused() {
        return new SecretUnavailable(
                Reason.DENIED,
                "The keychain refused. Try again and agree in its dialog, or see in its own program"
                        + " what it allows Patchbay.");
    }

    private static SecretUnavailable absent() {
        return new SecretUnavailable(
                Reason.ABSENT,
                "No keychain runs on this system. Install and start one, such as gnome-keyring,"
                        + " KWallet or KeePassXC. "
                        + Ways.WITHOUT);
    }

    private static SecretUnavailable vanished() {
        return new SecretUnavailable(
                Reason.VANISHED,
                "The keychain ended while it was asked. Try again: it usually comes back by"
                        + " itself; if not, log out and in again.");
    }

    private SecretUnavailable slow() {
        return new SecretUnavailable(
                Reason.TIMED_OUT,
                "The keychain did not answer within %d seconds. Restart it, or log out and in again."
                        .formatted(Math.max(1, patience.call().toSeconds())));
    }

    private static SecretUnavailable broken(String method, Exception e) {
        return new SecretUnavailable(
                Reason.BROKEN,
                "The keychain could not be asked (%s, %s)."
                        .formatted(method, e.getClass().getSimpleName()),
                e);
    }

    @Override
    public void close() {
        bus.disconnect();
    }
}
