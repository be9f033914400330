package dev.patchbay.gui.parts;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;

/// JavaFX's own clock, taken from its inside, as it has no other way to it.
final class FxClock implements Slumber.Clock {
    private final Object timer;
    private final Method start;
    private final Method stop;
    private final Method runs;
    private final int period;

    private FxClock(Object toolkit) throws ReflectiveOperationException {
        timer = within(toolkit, "pulseTimer");
        period = (int) within(toolkit, "PULSE_INTERVAL");
        Class<?> type = Class.forName("com.sun.glass.ui.Timer");
        start = type.getMethod("start", int.class);
        stop = type.getMethod("stop");
        runs = type.getMethod("isRunning");
    }

    /// Nothing but on Linux, or where JavaFX's inside is another than we know: there it strikes as
    /// JavaFX wants.
    static Optional<FxClock> found() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName("com.sun.javafx.tk.Toolkit");
            var clock = new FxClock(type.getMethod("getToolkit").invoke(null));
            clock.runs();
            return Optional.of(clock);
        } catch (ReflectiveOperationException
                | InaccessibleObjectException
                | IllegalStateException _) {
            return Optional.empty();
        }
    }

    private static Object within(Object holder, String name) throws ReflectiveOperationException {
        Field field = holder.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(holder);
    }

    @Override
    public boolean runs() {
        return (boolean) told(runs);
    }

    @Override
    public void start() {
        told(start, period);
    }

    @Override
    public void stop() {
        told(stop);
    }

    private Object told(Method what, Object... how) {
        try {
            return what.invoke(timer, how);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
