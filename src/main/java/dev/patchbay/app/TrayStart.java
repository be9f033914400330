package dev.patchbay.app;

import dev.patchbay.app.CommandLine.Misuse;
import dev.patchbay.desktop.SessionBus;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// The start without a verb: serves, and is seen in the tray until somebody quits.
final class TrayStart {
    /// Makes the parts of the house.
    interface Builder {
        Wiring build() throws Misuse, IOException;
    }

    private final Builder builder;
    private final Map<String, String> environment;
    private final PrintStream err;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean told = new AtomicBoolean();

    TrayStart(Builder builder, Map<String, String> environment, PrintStream err) {
        this.builder = builder;
        this.environment = environment;
        this.err = err;
    }

    static boolean isPossible(Map<String, String> environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return !system.contains("linux") || SessionBus.isNamed(environment);
    }

    /// Comes back when the program is to end.
    void run(boolean hidden) throws Misuse, IOException {
        Wiring house = builder.build();
        house.switchboard().start();
        var parts = TrayParts.open(house, environment, ways(house));
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("farewell")
                                .unstarted(
                                        () -> {
                                            parts.close();
                                            house.farewell();
                                        }));
        if (hidden) {
            parts.desk().tellClosedDoor();
        }
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TrayDesk.Ways ways(Wiring house) {
        return new TrayDesk.Ways() {
            @Override
            public boolean hasWindows() {
                return false;
            }

            @Override
            public void open(TrayWish.Screen screen) {
                // There is no window yet.
            }

            @Override
            public void quit() {
                over.countDown();
            }

            @Override
            public void seen(boolean visible) {
                if (!visible && told.compareAndSet(false, true)) {
                    err.printf(
                            "No tray shows Patchbay here. It serves on %s; end it with Ctrl+C.%n",
                            house.address());
                }
            }
        };
    }
}
