package dev.patchbay.app.verbs;

import dev.patchbay.app.house.Wiring;

import java.io.PrintStream;

/// Faults that nobody expected, and that would end a thread unseen.
final class Unforeseen {
    private Unforeseen() {}

    /// From now on the log tells them, and the console all of it.
    static void isTold(Wiring house, PrintStream err) {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, fault) -> {
                    house.met(thread, fault);
                    fault.printStackTrace(err);
                });
    }
}
