import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// An agent beside a Patchbay with windows: tells, each second, how many milliseconds lay between two pulses of JavaFX,
/// as `pulses 16 17 16 …`. A window that takes long to lay out or to draw has its next pulse late.
public final class Frames {
    private static final long SECOND = 1_000_000_000;
    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true);

    private Frames() {}

    public static void premain(String nothing, Instrumentation ours) {
        Thread.ofPlatform().daemon().name("frames").start(Frames::begin);
    }

    private static void begin() {
        try {
            while (true) {
                Thread.sleep(100);
                try {
                    Platform.runLater(Frames::watch);
                    return;
                } catch (IllegalStateException _) {
                    continue; // no toolkit yet
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void watch() {
        new AnimationTimer() {
            private final StringBuilder told = new StringBuilder("pulses");
            private long last;
            private long since;

            @Override
            public void handle(long now) {
                long real = System.nanoTime();
                if (last > 0) {
                    told.append(' ').append((real - last) / 1_000_000);
                }
                last = real;
                if (real - since > SECOND) {
                    OUT.println(told);
                    told.setLength("pulses".length());
                    since = real;
                }
            }
        }.start();
    }
}
