package dev.patchbay.desktop;

/// The icon of Patchbay in the tray of a desktop, with its menu. Nothing here blocks.
public interface TrayPort extends AutoCloseable {
    /// Who hears what people do with the tray, on a thread that has nothing else to do.
    interface Listener {
        /// An item of the menu was chosen.
        void chosen(String item);

        /// The icon itself was clicked.
        void activated();

        /// The menu opens; what is shown from now on may still be seen in it.
        void opening();

        /// The desktop shows the icon from now on, or does not show it, or shows it no more. Told
        /// once after the opening, and whenever it changes.
        void seen(boolean visible);
    }

    /// Begins to show this.
    void open(TrayModel first, Listener listener);

    /// Shows this instead.
    void show(TrayModel model);

    /// Whether somebody can see and click the icon, as far as that is known.
    boolean isVisible();

    @Override
    void close();
}
