package dev.patchbay.gui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.Fx;

import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// With JavaFX's real clock.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "JavaFX's clock is stopped on Linux only")
class SlumberTest {
    private final List<Runnable> later = new ArrayList<>();
    private FxClock clock;
    private Slumber slumber;
    private Stage window;

    @BeforeEach
    void begin() {
        Fx.start();
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide)); // of other tests
        clock = Fx.run(() -> FxClock.found().orElseThrow());
        slumber = Fx.run(() -> Slumber.begin(clock, this::later));
        window =
                Fx.run(
                        () -> {
                            var stage = new Stage();
                            stage.setScene(new Scene(new StackPane(), 100, 100));
                            return stage;
                        });
    }

    @AfterEach
    void end() {
        Fx.run(window::close);
        Fx.run(slumber::close);
        assertTrue(runs(), "others draw on");
    }

    private void later(Duration wait, Runnable what) {
        assertEquals(Duration.ofSeconds(2), wait);
        later.add(what);
    }

    private boolean runs() {
        return Fx.run(clock::runs);
    }

    private void pass() {
        List<Runnable> due = Fx.run(() -> List.copyOf(later));
        due.forEach(Runnable::run);
    }

    /// Waits until JavaFX has drawn so often.
    private static void drawn(int times) {
        var beats = new int[1];
        var counting =
                new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        beats[0]++;
                    }
                };
        Fx.run(counting::start);
        Fx.await("drawn " + times + " times", () -> beats[0] >= times);
        Fx.run(counting::stop);
    }

    @Test
    void the_clock_stops_once_no_window_is_shown() {
        Fx.run(window::show);
        pass();
        assertTrue(runs());
        drawn(3);

        Fx.run(window::hide);
        assertTrue(runs(), "what is left is drawn first");
        pass();
        assertFalse(runs());
    }

    @Test
    void it_goes_again_before_a_window_is_there() {
        pass();
        assertFalse(runs());

        Fx.run(window::show);
        assertTrue(runs());
        drawn(3);
    }

    @Test
    void a_window_that_comes_while_it_falls_asleep_keeps_it_awake() {
        Fx.run(window::show);
        Fx.run(window::hide);
        Fx.run(window::show);
        pass();

        assertTrue(runs());
        drawn(3);
    }

    @Test
    void work_is_done_in_its_sleep() {
        pass();

        assertEquals("done", Fx.run(() -> "done"));
        assertFalse(runs());
    }
}
