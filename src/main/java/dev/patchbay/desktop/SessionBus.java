package dev.patchbay.desktop;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The bus of the desktop's session. It is connected while there is one; when it ends, it is looked
/// for again and again, so that a bus that was restarted is found.
///
/// All that is done here is done by one thread: nobody else ever waits for the bus.
public final class SessionBus implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /// Who uses the bus; always told on its thread.
    interface Guest {
        void arrived(BusLink link) throws BusFault;

        void left();
    }

    private final String address;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("session bus").factory());
    private final List<Guest> guests = new CopyOnWriteArrayList<>();
    private @Nullable BusLink link;
    private Duration pause = FIRST_PAUSE;

    SessionBus(String address) {
        this.address = address;
        execute(this::connect);
    }

    /// The bus of this session, if it has one.
    public static Optional<SessionBus> of(Map<String, String> environment) {
        return address(environment).map(SessionBus::new);
    }

    /// Where nothing is said, systemd's users have their bus in the runtime folder.
    private static Optional<String> address(Map<String, String> environment) {
        String said = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").strip();
        if (!said.isEmpty()) {
            return Optional.of(said);
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "").strip();
        return !runtime.isEmpty() && Files.exists(Path.of(runtime, "bus"))
                ? Optional.of("unix:path=" + runtime + "/bus")
                : Optional.empty();
    }

    void attach(Guest guest) {
        execute(
                () -> {
                    guests.add(guest);
                    if (link != null) {
                        welcome(guest, link);
                    } else {
                        guest.left();
                    }
                });
    }

    /// Does this with the connection, if there is one at that moment.
    void use(Consumer<BusLink> task) {
        execute(
                () -> {
                    if (link != null && link.isOpen()) {
                        task.accept(link);
                    }
                });
    }

    void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            return; // the program ends
        }
    }

    private void connect() {
        if (link != null) {
            return;
        }
        try {
            BusLink opened = BusLink.open(address, this::execute, this::lost);
            link = opened;
            pause = FIRST_PAUSE;
            guests.forEach(guest -> welcome(guest, opened));
        } catch (BusFault _) {
            // No bus yet, or none any more; that is a state, and who can see it is told by `left`.
            again();
        }
    }

    private void welcome(Guest guest, BusLink opened) {
        try {
            guest.arrived(opened);
        } catch (BusFault _) {
            // A bus that fails in the middle of a welcome has ended, and says so by itself; a
            // service of the desktop that does not answer is as good as none.
            guest.left();
        }
    }

    private void lost() {
        if (link != null) {
            link = null;
            guests.forEach(Guest::left);
            again();
        }
    }

    /// Does this after a while.
    void later(Duration after, Runnable task) {
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> execute(task));
    }

    private void again() {
        later(pause, this::connect);
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    /// Lets what was asked before go out, and ends.
    @Override
    public void close() {
        execute(
                () -> {
                    if (link != null) {
                        link.close();
                        link = null;
                    }
                });
        thread.close();
    }
}
