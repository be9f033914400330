package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.interfaces.DBus;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// A real gnome-keyring on a bus of its own, in a folder of its own: nothing of the person who runs
/// the tests is touched. A test that needs one is skipped where it is not installed.
public final class GnomeKeyring implements AutoCloseable {
    private static final SecretBus.Patience PATIENCE =
            new SecretBus.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final Path folder;
    private final Process bus;
    private Process daemon;

    private GnomeKeyring(Path folder, Process bus, Process daemon) {
        this.folder = folder;
        this.bus = bus;
        this.daemon = daemon;
    }

    /// One whose default keyring is unlocked.
    public static GnomeKeyring start(Path folder) throws Exception {
        for (String program : List.of("dbus-daemon", "dbus-monitor", "gnome-keyring-daemon")) {
            assumeTrue(
                    installed(program),
                    program + " is not installed; this test needs a real keychain");
        }
        Files.createDirectories(folder.resolve("data/keyrings"));
        Files.writeString(folder.resolve("data/keyrings/default"), "login");
        Files.createDirectory(
                folder.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Process bus = bus(folder);
        var keyring = new GnomeKeyring(folder, bus, daemon(folder, "--unlock"));
        try {
            keyring.awaitDaemon();
            return keyring;
        } catch (Exception | AssertionError e) {
            keyring.close();
            throw e;
        }
    }

    /// A bus on which nothing is, and nothing is started when it is asked for.
    static Process bus(Path folder) throws IOException {
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
                        .formatted(address(folder)));
        Process bus =
                new ProcessBuilder(
                                "dbus-daemon",
                                "--config-file=" + config,
                                "--nofork",
                                "--print-address")
                        .redirectError(folder.resolve("bus.log").toFile())
                        .start();
        assertTrue(bus.inputReader().readLine().startsWith("unix:"), "the bus did not start");
        return bus;
    }

    static String address(Path folder) {
        return "unix:path=" + folder.resolve("bus");
    }

    public String address() {
        return address(folder);
    }

    Keychain keychain(String scope, SecretBus.Patience patience) {
        return new SecretService(address(), scope, patience);
    }

    Keychain keychain() {
        return keychain("", PATIENCE);
    }

    /// Ends it as a crash would, and waits for that.
    void kill() throws InterruptedException {
        daemon.destroyForcibly().waitFor();
    }

    /// Stops it where it stands, or lets it go on.
    void signal(String name) throws Exception {
        assertEquals(0, run("kill", "-" + name, Long.toString(daemon.pid())).exit());
    }

    /// Starts it again; its keyring is locked then.
    void restartLocked() throws Exception {
        kill();
        daemon = daemon(folder, "--start");
        awaitDaemon();
    }

    /// Asks, and kills the keychain when the bus has handed it a call of this method.
    <T> FutureTask<T> killedIn(String method, Callable<T> question) throws Exception {
        signal("STOP");
        Process monitor =
                builder(folder, "dbus-monitor", "--address", address(), "member='" + method + "'")
                        .start();
        try (var told = monitor.inputReader()) {
            awaitLine(told, "NameLost"); // from then on it hears all
            var asking = new FutureTask<>(question);
            Thread.ofVirtual().start(asking);
            awaitLine(told, "member=" + method);
            kill();
            return asking;
        } finally {
            monitor.destroyForcibly().waitFor();
        }
    }

    private static void awaitLine(BufferedReader told, String part) throws IOException {
        String line = told.readLine();
        while (line != null && !line.contains(part)) {
            line = told.readLine();
        }
    }

    record Run(int exit, String out) {}

    /// Runs a program on this bus.
    Run run(String... command) throws Exception {
        Process process = builder(folder, command).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), command[0] + " did not end");
        return new Run(process.exitValue(), out);
    }

    private static Process daemon(Path folder, String how) throws IOException {
        ProcessBuilder builder =
                builder(
                        folder,
                        "gnome-keyring-daemon",
                        how,
                        "--foreground",
                        "--components=secrets");
        Process daemon = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (var in = daemon.getOutputStream()) {
            in.write("test".getBytes(StandardCharsets.UTF_8));
        }
        return daemon;
    }

    private static ProcessBuilder builder(Path folder, String... command) {
        var builder =
                new ProcessBuilder(command)
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("programs.log").toFile()));
        builder.environment()
                .putAll(
                        Map.of(
                                "HOME", folder.toString(),
                                "XDG_DATA_HOME", folder.resolve("data").toString(),
                                "XDG_RUNTIME_DIR", folder.resolve("run").toString(),
                                "DBUS_SESSION_BUS_ADDRESS", address(folder)));
        return builder;
    }

    private void awaitDaemon() throws Exception {
        try (var connection =
                DBusConnectionBuilder.forAddress(address()).withShared(false).build()) {
            DBus bus =
                    connection.getRemoteObject(
                            "org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!bus.NameHasOwner("org.freedesktop.secrets")) {
                assertTrue(
                        daemon.isAlive() && System.nanoTime() < until,
                        () -> "gnome-keyring did not start, see " + folder);
            }
        }
    }

    static boolean installed(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Override
    public void close() {
        daemon.destroyForcibly().onExit().join();
        bus.destroyForcibly().onExit().join();
    }
}
