package dev.patchbay.app.modes;

import dev.patchbay.desktop.Later;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.IntSupplier;

/// What Patchbay shows of itself, while it serves all the time. A mode and what leads out of it:
///
/// - `SERVE`: the tray shows us → `TRAY`; a window is wanted → `WINDOW`; no tray in time →
/// `WINDOW`,
///   minimised
/// - `TRAY`: reveal → `WINDOW`; the tray is gone → `SERVE`
/// - `WINDOW`: close → `TRAY`; without a tray it stays `WINDOW`, minimised
/// - each: quit or restart → `ENDED`
///
/// Nobody can be left with a Patchbay that no icon and no window leads to: without a tray the
/// window is in the desktop's list. Windows are not made, and JavaFX is not touched, before
/// `WINDOW`.
public final class Modes {
    enum Mode {
        /// Nothing to be seen, yet.
        SERVE,
        TRAY,
        WINDOW,
        ENDED
    }

    /// Why it ended.
    public enum Ending {
        QUIT,
        /// A person wants it to begin anew.
        RESTART,
        /// It begins anew, and nobody saw it.
        UNSEEN_RESTART
    }

    /// A desktop that has just started may still be putting up its tray.
    static final Duration TRAY_PATIENCE = Duration.ofSeconds(10);

    /// So long a closed window keeps its memory.
    static final Duration KEPT = Duration.ofMinutes(1);

    private final Function<Modes, Windows> make;
    private final IntSupplier underWay;
    private final Later later;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Windows windows;
    private Mode mode = Mode.SERVE;
    private boolean tray;
    private int closings;
    private Ending ending = Ending.QUIT;

    /// @param make makes the windows when they are first needed; they tell us when they are closed
    /// @param underWay how many requests are not over
    public Modes(Function<Modes, Windows> make, IntSupplier underWay, Later later) {
        this.make = make;
        this.underWay = underWay;
        this.later = later;
    }

    /// @param hidden whether no window is wanted, if there is a tray
    public synchronized void begin(boolean hidden) {
        if (!hidden) {
            reveal();
        } else if (!tray) {
            later.after(TRAY_PATIENCE, this::noTrayCame);
        }
    }

    private synchronized void noTrayCame() {
        if (mode == Mode.SERVE) {
            mode = Mode.WINDOW;
            windows().minimise();
        }
    }

    /// The tray shows us from now on, or no more.
    public synchronized void tray(boolean visible) {
        tray = visible;
        if (visible && mode == Mode.SERVE) {
            mode = Mode.TRAY;
        } else if (!visible && mode == Mode.TRAY) {
            mode = Mode.SERVE; // a panel that starts anew is back in a moment
            later.after(TRAY_PATIENCE, this::noTrayCame);
        }
    }

    /// A person wants to see us.
    public synchronized void reveal() {
        if (mode != Mode.ENDED) {
            mode = Mode.WINDOW;
            windows().show();
        }
    }

    /// A person wants to see this part of us.
    public synchronized void open(TrayWish.Screen screen) {
        if (mode == Mode.ENDED) {
            return;
        }
        switch (screen) {
            case MONITOR -> reveal();
            case SETTINGS -> windows().showSettings();
            case LOGS -> {
                mode = Mode.WINDOW;
                windows().showLogs();
            }
        }
    }

    /// The window's own button, or its key, was pressed.
    public synchronized void close() {
        if (mode != Mode.WINDOW) {
            return;
        }
        if (!tray) {
            windows().minimiseForWantOfTray();
            return;
        }
        mode = Mode.TRAY;
        windows().hide();
        int closing = ++closings;
        later.after(KEPT, () -> release(closing));
    }

    private synchronized void release(int closing) {
        if (mode == Mode.TRAY && closing == closings) {
            windows().release();
        }
    }

    /// A person wants all of it to end.
    public void quit() {
        leave(Ending.QUIT);
    }

    /// A person wants it to begin anew.
    public void restart() {
        leave(Ending.RESTART);
    }

    private void leave(Ending how) {
        if (underWay.getAsInt() == 0) {
            end(how);
        } else {
            ask(how);
        }
    }

    private synchronized void ask(Ending how) {
        windows().askBeforeEnd(how, () -> end(how));
    }

    /// Begins anew, unless a person could see it; answers whether it does.
    public boolean restartUnseen() {
        @Nullable Windows made;
        synchronized (this) {
            made = windows;
        }
        // Windows answer on the thread that draws, which may just be waiting for us.
        boolean seen = made != null && made.areInSight();
        synchronized (this) {
            if (seen || mode == Mode.WINDOW || mode == Mode.ENDED) {
                return false;
            }
            end(Ending.UNSEEN_RESTART);
            return true;
        }
    }

    private synchronized void end(Ending how) {
        mode = Mode.ENDED;
        ending = how;
        ended.countDown();
    }

    /// The program ends.
    public synchronized void farewell() {
        if (windows != null) {
            windows.close();
        }
    }

    synchronized Mode mode() {
        return mode;
    }

    public Ending awaitEnd() throws InterruptedException {
        ended.await();
        synchronized (this) {
            return ending;
        }
    }

    private Windows windows() {
        if (windows == null) {
            windows = make.apply(this);
        }
        return windows;
    }
}
