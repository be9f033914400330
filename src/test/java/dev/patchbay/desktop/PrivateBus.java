package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A session bus on which nothing is but what a test puts there. A test that needs one is skipped
/// where `dbus-daemon` is not installed.
public final class PrivateBus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private Process daemon;

    private PrivateBus(Path folder) throws IOException {
        this.folder = folder;
        daemon = started();
    }

    public static PrivateBus start(Path folder) throws IOException {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(it -> Files.isExecutable(Path.of(it, "dbus-daemon"))),
                "dbus-daemon is not installed; this test needs a bus of its own");
        return new PrivateBus(folder);
    }

    public String address() {
        return "unix:path=" + folder.resolve("bus");
    }

    private Process started() throws IOException {
        Path config = folder.resolve("bus.conf");
        Files.writeString(
                config,
                """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>session</type>
                  <listen>%s</listen>
                  <auth>EXTERNAL</auth>
                  <policy context="default">
                    <allow send_destination="*" eavesdrop="true"/>
                    <allow eavesdrop="true"/>
                    <allow own="*"/>
                  </policy>
                </busconfig>
                """
                        .formatted(address()));
        Process started =
                new ProcessBuilder(
                                "dbus-daemon",
                                "--config-file=" + config,
                                "--nofork",
                                "--print-address")
                        .redirectError(folder.resolve("bus.log").toFile())
                        .start();
        assertTrue(started.inputReader().readLine().startsWith("unix:"), "the bus did not start");
        return started;
    }

    /// Ends it as the end of a session would, and waits for that.
    void stop() throws IOException {
        daemon.destroyForcibly().onExit().join();
        Files.deleteIfExists(folder.resolve("bus"));
    }

    void restart() throws IOException {
        stop();
        daemon = started();
    }

    /// A connection of another program's.
    DBusConnection connect() throws Exception {
        return DBusConnectionBuilder.forAddress(address()).withShared(false).build();
    }

    static Object[] ask(
            DBusConnection from,
            String service,
            String path,
            String of,
            String method,
            String signature,
            Object... arguments)
            throws Exception {
        MethodCall call =
                from.getMessageFactory()
                        .createMethodCall(
                                service, path, of, method, (byte) 0, signature, arguments);
        from.sendMessage(call);
        Message reply = call.getReply(PATIENCE.toMillis());
        assertTrue(reply != null, () -> method + " was not answered");
        assertTrue(
                !(reply instanceof Error),
                () -> method + " failed: " + reply + " " + Arrays.toString(parameters(reply)));
        return reply.getParameters();
    }

    private static Object[] parameters(Message of) {
        try {
            return of.getParameters();
        } catch (Exception e) {
            return new Object[] {e};
        }
    }

    /// Waits until this is so.
    static void await(String what, BooleanSupplier so) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, () -> "in vain awaited: " + what);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        daemon.destroyForcibly().onExit().join();
    }
}
