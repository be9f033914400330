package dev.patchbay.desktop;

import dev.patchbay.desktop.TrayImages.Look;

import org.jspecify.annotations.Nullable;

import java.awt.AWTException;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.image.BaseMultiResolutionImage;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// The trays of macOS and Windows, by AWT. Everything of it is done by one thread that nobody waits
/// for: on macOS the window's toolkit and AWT would stop each other otherwise.
///
/// On macOS every click opens the menu, as with all icons there; on Windows the first button is a
/// click on the icon.
public final class AwtTray implements TrayPort, Notifier {
    private final boolean mac;
    private final Look look;
    private final TrayImages images = new TrayImages();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("tray").factory());
    private volatile boolean visible;
    private @Nullable TrayIcon icon;
    private @Nullable AwtMenu menu;
    private TrayModel.@Nullable Icon state;

    private AwtTray(boolean mac, Look look) {
        this.mac = mac;
        this.look = look;
    }

    public static AwtTray ofMac() {
        // Before the first class of AWT is touched: then it hands the shape alone to the system.
        System.setProperty("apple.awt.enableTemplateImages", "true");
        return new AwtTray(true, Look.TEMPLATE);
    }

    public static AwtTray ofWindows() {
        return new AwtTray(false, WindowsLook.now(RunKey::reg));
    }

    @Override
    public void open(TrayModel first, Listener listener) {
        execute(
                () -> {
                    visible = add(first, listener);
                    listener.seen(visible);
                });
    }

    private boolean add(TrayModel first, Listener listener) {
        if (GraphicsEnvironment.isHeadless() || !SystemTray.isSupported()) {
            return false;
        }
        var lines = new AwtMenu(first.items(), listener::chosen);
        var added = new TrayIcon(image(first.icon()), first.tooltip(), lines.popup());
        added.setImageAutoSize(mac);
        added.addMouseListener(
                new MouseAdapter() {
                    @Override
                    public void mousePressed(MouseEvent e) {
                        listener.opening();
                    }

                    @Override
                    public void mouseClicked(MouseEvent e) {
                        if (!mac && e.getButton() == MouseEvent.BUTTON1) {
                            listener.activated();
                        }
                    }
                });
        try {
            SystemTray.getSystemTray().add(added);
        } catch (AWTException _) {
            return false; // the desktop's bar is not there, or wants no icon
        }
        icon = added;
        menu = lines;
        state = first.icon();
        return true;
    }

    private Image image(TrayModel.Icon of) {
        List<TrayImages.Image> sizes =
                images.of(of, look).stream().filter(it -> !mac || it.size() % 22 == 0).toList();
        return new BaseMultiResolutionImage(
                sizes.stream().map(AwtTray::drawn).toArray(Image[]::new));
    }

    private static Image drawn(TrayImages.Image image) {
        int size = image.size();
        var drawn = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        drawn.setRGB(0, 0, size, size, image.argb(), 0, size);
        return drawn;
    }

    @Override
    public void show(TrayModel model) {
        execute(
                () -> {
                    TrayIcon shown = icon;
                    AwtMenu lines = menu;
                    if (shown == null || lines == null) {
                        return;
                    }
                    if (state != model.icon()) {
                        state = model.icon();
                        shown.setImage(image(model.icon()));
                    }
                    shown.setToolTip(model.tooltip());
                    lines.show(model.items());
                });
    }

    @Override
    public void show(Notice notice) {
        var kind = notice.urgent() ? TrayIcon.MessageType.WARNING : TrayIcon.MessageType.INFO;
        execute(
                () -> {
                    TrayIcon shown = icon;
                    if (shown != null) {
                        shown.displayMessage(notice.title(), notice.text(), kind);
                    }
                });
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            return; // the program ends
        }
    }

    @Override
    public boolean isVisible() {
        return visible;
    }

    @Override
    public void close() {
        execute(
                () -> {
                    TrayIcon shown = icon;
                    if (shown != null) {
                        SystemTray.getSystemTray().remove(shown);
                        icon = null;
                    }
                });
        thread.shutdown();
    }
}
