package dev.patchbay.gui.parts;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/// The refresh tick of a window: ten times a second while it can be seen, never while it cannot.
/// What came meanwhile is shown at once, so nothing is drawn per event.
public final class Pulse {
    /// How many beats make a second.
    public static final int PER_SECOND = 10;

    private final Timeline timeline;

    public Pulse(Runnable beat) {
        timeline =
                new Timeline(new KeyFrame(Duration.seconds(1).divide(PER_SECOND), _ -> beat.run()));
        timeline.setCycleCount(Animation.INDEFINITE);
    }

    public void start() {
        timeline.play();
    }

    public void stop() {
        timeline.stop();
    }

    public boolean isBeating() {
        return timeline.getStatus() == Animation.Status.RUNNING;
    }
}
