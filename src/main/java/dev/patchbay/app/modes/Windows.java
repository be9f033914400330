package dev.patchbay.app.modes;

/// The windows, as `Modes` knows them. Each call but the last comes back at once.
public interface Windows {
    /// Brings up the Patchbay window.
    void show();

    /// Brings it up with what was told.
    void showLogs();

    void showSettings();

    /// Leaves it in the desktop's list of windows.
    void minimise();

    /// The same, and says once why it does not go away: this desktop shows no tray.
    void minimiseForWantOfTray();

    /// Takes it out of sight, to be back soon.
    void hide();

    /// Gives back the memory of what is out of sight.
    void release();

    /// Whether a person can see any of them. Waits for the thread that draws.
    boolean areInSight();

    /// Asks what becomes of the requests that are under way.
    ///
    /// @param end run if they are to be waited for, when they are over, or at once if they are to
    ///     end now; never if Patchbay is to stay as it is
    void askBeforeEnd(Modes.Ending how, Runnable end);

    /// Leaves nothing behind that should not outlive the program. Comes back when that is done.
    void close();
}
