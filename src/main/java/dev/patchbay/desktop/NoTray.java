package dev.patchbay.desktop;

/// A desktop without a tray.
public final class NoTray implements TrayPort {
    @Override
    public void open(TrayModel first, Listener listener) {
        listener.seen(false);
    }

    @Override
    public void show(TrayModel model) {
        // Nobody sees it.
    }

    @Override
    public boolean isVisible() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
