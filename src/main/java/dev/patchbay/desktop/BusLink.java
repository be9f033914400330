package dev.patchbay.desktop;

import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.constants.Flags;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// One connection to the session bus, for as long as it lasts. Who asks waits for the answer, with
/// a limit; what others send comes on the executor.
final class BusLink {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DBUS = "org.freedesktop.DBus";
    private static final String DBUS_PATH = "/org/freedesktop/DBus";

    private final DBusConnection bus;
    private final Executor executor;

    private BusLink(DBusConnection bus, Executor executor) {
        this.bus = bus;
        this.executor = executor;
    }

    /// @param ended is run on the executor when the bus is lost
    static BusLink open(String address, Executor executor, Runnable ended) throws BusFault {
        var farewell = new Farewell(executor, ended);
        try {
            var bus =
                    DBusConnectionBuilder.forAddress(address)
                            .withShared(false)
                            .withDisconnectCallback(farewell)
                            .receivingThreadConfig()
                            .withSignalThreadCount(1)
                            .withMethodCallThreadCount(1)
                            .withErrorHandlerThreadCount(1)
                            .withMethodReturnThreadCount(1)
                            .connectionConfig()
                            .build();
            farewell.bus = bus;
            return new BusLink(bus, executor);
        } catch (DBusException | DBusExecutionException e) {
            throw new BusFault("The session bus cannot be reached: " + e.getMessage(), e);
        }
    }

    /// Hears that the bus has ended. A session that ends takes its bus with it, which the library
    /// would log as a fatal error, were the connection not closed by then.
    private static final class Farewell implements IDisconnectCallback {
        private final Executor executor;
        private final Runnable ended;
        private final AtomicBoolean told = new AtomicBoolean();
        private volatile @Nullable DBusConnection bus;

        Farewell(Executor executor, Runnable ended) {
            this.executor = executor;
            this.ended = ended;
        }

        @Override
        public void clientDisconnect() {
            DBusConnection gone = bus;
            if (gone != null) {
                gone.disconnect();
                tell();
            }
        }

        @Override
        public void disconnectOnError(IOException e) {
            tell();
        }

        private void tell() {
            if (told.compareAndSet(false, true)) {
                executor.execute(ended);
            }
        }
    }

    boolean isOpen() {
        return bus.isConnected();
    }

    /// By which others know this connection.
    String name() {
        return bus.getUniqueName();
    }

    /// What a service answers that runs already; none is started for it.
    Object[] ask(
            String service,
            String path,
            String of,
            String method,
            @Nullable String signature,
            Object... arguments)
            throws BusFault {
        return call(Flags.NO_AUTO_START, service, path, of, method, signature, arguments);
    }

    /// What a service answers that the bus may start for it.
    Object[] rouse(
            String service,
            String path,
            String of,
            String method,
            @Nullable String signature,
            Object... arguments)
            throws BusFault {
        return call((byte) 0, service, path, of, method, signature, arguments);
    }

    private Object[] call(
            byte flags,
            String service,
            String path,
            String of,
            String method,
            @Nullable String signature,
            Object... arguments)
            throws BusFault {
        try {
            MethodCall call =
                    bus.getMessageFactory()
                            .createMethodCall(
                                    service, path, of, method, flags, signature, arguments);
            bus.sendMessage(call);
            Message reply = call.getReply(PATIENCE.toMillis());
            if (reply == null) {
                throw new BusFault("%s did not answer %s".formatted(service, method));
            }
            if (reply instanceof Error error) {
                throw new BusFault("%s refused %s: %s".formatted(service, method, error.getName()));
            }
            return reply.getParameters();
        } catch (DBusException | DBusExecutionException e) {
            throw new BusFault("%s could not be asked %s".formatted(service, method), e);
        }
    }

    /// One property of a service's object.
    Object property(String service, String path, String of, String name) throws BusFault {
        String properties = "org.freedesktop.DBus.Properties";
        return plain(ask(service, path, properties, "Get", "ss", of, name)[0]);
    }

    /// What is in a variant, however many are around it.
    static Object plain(Object value) {
        return value instanceof Variant<?> variant ? plain(variant.getValue()) : value;
    }

    /// Tells whether a service is there, and whenever it goes or another one takes its place; each
    /// only once. It is to be called on the executor, as that is where it tells.
    void watch(String service, Consumer<Boolean> there) throws BusFault {
        var known = new AtomicReference<@Nullable String>();
        Consumer<String> owned =
                owner -> {
                    if (!owner.equals(known.getAndSet(owner))) {
                        there.accept(!owner.isEmpty());
                    }
                };
        var rule =
                DBusMatchRuleBuilder.create()
                        .withType("signal")
                        .withSender(DBUS)
                        .withInterface(DBUS)
                        .withMember("NameOwnerChanged")
                        .withArg0123(0, service);
        hear(rule, told -> owned.accept(String.valueOf(told[2])));
        owned.accept(owner(service));
    }

    private String owner(String service) {
        try {
            return (String) ask(DBUS, DBUS_PATH, DBUS, "GetNameOwner", "s", service)[0];
        } catch (BusFault _) {
            return ""; // nobody is, or the bus has ended, which is told by itself
        }
    }

    /// Tells whenever any service emits this.
    void listen(String of, String signal, Consumer<Object[]> heard) throws BusFault {
        hear(emitted(of, signal), heard);
    }

    /// Tells whenever any service emits this about that.
    void listen(String of, String signal, String about, Consumer<Object[]> heard) throws BusFault {
        hear(emitted(of, signal).withArg0123(0, about), heard);
    }

    private static DBusMatchRuleBuilder emitted(String of, String signal) {
        return DBusMatchRuleBuilder.create()
                .withType("signal")
                .withInterface(of)
                .withMember(signal);
    }

    private void hear(DBusMatchRuleBuilder rule, Consumer<Object[]> heard) throws BusFault {
        try {
            bus.addGenericSigHandler(
                    rule.build(),
                    signal ->
                            parameters(signal, told -> executor.execute(() -> heard.accept(told))));
        } catch (DBusException | DBusExecutionException e) {
            throw new BusFault("The session bus does not tell what happens", e);
        }
    }

    private static void parameters(DBusSignal signal, Consumer<Object[]> heard) {
        try {
            heard.accept(signal.getParameters());
        } catch (DBusException _) {
            return; // a signal that cannot be read tells nothing
        }
    }

    void export(String path, DBusInterface object) throws BusFault {
        try {
            bus.exportObject(path, object);
        } catch (DBusException | DBusExecutionException e) {
            throw new BusFault(path + " could not be offered", e);
        }
    }

    /// Emits a signal, if the bus is still there. When it is back, all is told anew.
    void emit(
            String path,
            String of,
            String signal,
            @Nullable String signature,
            Object... arguments) {
        try {
            bus.sendMessage(
                    bus.getMessageFactory()
                            .createSignal(
                                    bus.getUniqueName(), path, of, signal, signature, arguments));
        } catch (DBusException | DBusExecutionException _) {
            return;
        }
    }

    void close() {
        bus.disconnect();
    }
}
