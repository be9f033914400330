package dev.patchbay.gui.parts;

import dev.patchbay.desktop.Later;

import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Window;

import java.time.Duration;
import java.util.Optional;

/// Lets JavaFX sleep while none of its windows is shown.
///
/// Its clock strikes sixty times a second, whether or not there is anything to draw, and on Linux
/// nothing ever stops it: with a window that is hidden all day, this is most of what a Patchbay
/// costs that has nothing to do. What runs on JavaFX's thread otherwise, runs on.
public final class Slumber implements AutoCloseable {
    /// What a window leaves behind is drawn to its end.
    private static final Duration FALLING_ASLEEP = Duration.ofSeconds(2);

    private final ListChangeListener<Window> listener = _ -> look();
    private final Clock clock;
    private final Later later;

    Slumber(Clock clock, Later later) {
        this.clock = clock;
        this.later = later;
    }

    /// Begins, where JavaFX lets us stop its clock and does not do so itself.
    public static Optional<Slumber> begin() {
        return FxClock.found().map(clock -> begin(clock, Later.named("slumber")));
    }

    static Slumber begin(Clock clock, Later later) {
        var slumber = new Slumber(clock, later);
        Window.getWindows().addListener(slumber.listener);
        slumber.look();
        return slumber;
    }

    /// The clock by which JavaFX draws. Asked on its thread.
    interface Clock {
        boolean runs();

        void start();

        void stop();
    }

    private void look() {
        if (!Window.getWindows().isEmpty()) {
            wake();
        } else if (clock.runs()) {
            later.after(FALLING_ASLEEP, () -> Platform.runLater(this::sleep));
        }
    }

    private void sleep() {
        if (Window.getWindows().isEmpty() && clock.runs()) {
            clock.stop();
        }
    }

    private void wake() {
        if (!clock.runs()) {
            clock.start();
        }
    }

    /// From now on it strikes all the time again.
    @Override
    public void close() {
        Window.getWindows().removeListener(listener);
        wake();
    }
}
