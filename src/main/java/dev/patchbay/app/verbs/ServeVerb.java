package dev.patchbay.app.verbs;

import dev.patchbay.app.house.Greeting;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.renewal.Successor;
import dev.patchbay.app.verbs.line.TakenPort;
import dev.patchbay.desktop.Exec;
import dev.patchbay.proxy.Switchboard;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Opens the door, says so, and stays until the program is told to end.
final class ServeVerb {
    private final Wiring house;
    private final Optional<Successor> next;
    private final PrintStream out;
    private final PrintStream err;

    /// @param successor what runs after us when another version is installed
    ServeVerb(Wiring house, Optional<Successor> successor, PrintStream out, PrintStream err) {
        this.house = house;
        this.next = successor.filter(_ -> Exec.isPossible());
        this.out = out;
        this.err = err;
    }

    /// False if the door cannot be opened.
    ///
    /// @param demo whether the demo was asked for
    boolean run(boolean demo) {
        if (!opened(house.switchboard().start(), demo)) {
            return false;
        }
        Unforeseen.isTold(house, err);
        return awaitEnd();
    }

    private boolean opened(Switchboard.State state, boolean demo) {
        return switch (state) {
            case Switchboard.State.Running(String host, int port, int _) -> {
                boolean byDemo = demo || house.answersByDemo();
                out.print(Greeting.of(host, port, house.door().token(), byDemo));
                yield true;
            }
            case Switchboard.State.PortTaken(int port) -> {
                err.println(TakenPort.sentence(port));
                yield false;
            }
            case Switchboard.State.Unopened(String reason) -> {
                err.println(reason);
                yield false;
            }
            case Switchboard.State.Stopped() -> false;
        };
    }

    /// Until a signal ends the program, or another version takes its place. With a signal the
    /// exchanges under way get their time before the process goes; the log is closed last, so that
    /// it tells the end too.
    private boolean awaitEnd() {
        var farewell = Thread.ofPlatform().name("farewell").unstarted(house::farewell);
        Runtime.getRuntime().addShutdownHook(farewell);
        var over = new CountDownLatch(1);
        house.renewal()
                .whenUnseen(
                        () -> {
                            next.filter(Successor::isThere).ifPresent(_ -> over.countDown());
                            return over.getCount() == 0;
                        });
        try {
            over.await();
            if (house.retire()) {
                next.orElseThrow().takeOver();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (IOException e) {
            err.println("Patchbay has ended, and did not begin anew: " + e.getMessage());
            return false;
        }
    }
}
