package dev.patchbay.desktop;

import dev.patchbay.desktop.TrayImages.Look;

import org.freedesktop.dbus.types.UInt32;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// The tray of Linux desktops: the icon and its menu are offered on the session bus, and the
/// watcher of the desktop's panels is told, which draw both. Panels come, go and are restarted;
/// whenever a watcher appears it is told anew.
///
/// The icon leaves the panel when the bus is closed.
public final class SniTray implements TrayPort {
    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final String WATCHER_PATH = "/StatusNotifierWatcher";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 5;

    private record Shown(TrayModel model, MenuTree menu) {}

    private final SessionBus bus;
    private final PanelLook panel;
    private final ExecutorService talk =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("tray").factory());
    private volatile @Nullable Listener listener;
    private volatile @Nullable Shown shown;
    private volatile Look look = Look.NEUTRAL;
    private volatile @Nullable Boolean visible;

    public SniTray(SessionBus bus, Map<String, String> environment) {
        this.bus = bus;
        this.panel = new PanelLook(environment.getOrDefault("XDG_CURRENT_DESKTOP", ""));
    }

    @Override
    public void open(TrayModel first, Listener hearing) {
        shown = new Shown(first, MenuTree.of(first.items()));
        listener = hearing;
        bus.attach(
                new SessionBus.Guest() {
                    @Override
                    public void arrived(BusLink link) throws BusFault {
                        begin(link);
                    }

                    @Override
                    public void left() {
                        seen(false);
                    }
                });
    }

    @Override
    public boolean isVisible() {
        return Boolean.TRUE.equals(visible);
    }

    // ---------------------------------------------- panels, all of it on the thread of the bus

    private void begin(BusLink link) throws BusFault {
        link.export(
                StatusNotifierItem.PATH,
                new ItemFace(() -> shown().model(), () -> look, () -> tell(Listener::activated)));
        link.export(
                DBusMenu.PATH,
                new MenuFace(
                        () -> shown().menu(),
                        item -> tell(it -> it.chosen(item.id())),
                        () -> tell(Listener::opening)));
        link.listen(WATCHER, "StatusNotifierHostRegistered", _ -> askForHost(link));
        link.listen(WATCHER, "StatusNotifierHostUnregistered", _ -> askForHost(link));
        link.watch(WATCHER, there -> watcher(link, there));
        // Last, as it asks the portal, which may be slow to answer while a desktop starts.
        panel.follow(link, now -> look(link, now));
    }

    private void watcher(BusLink link, boolean there) {
        if (there) {
            register(link, TRIES);
        } else {
            seen(false);
        }
    }

    /// A watcher may own its name before it can be asked.
    private void register(BusLink link, int tries) {
        try {
            link.ask(
                    WATCHER, WATCHER_PATH, WATCHER, "RegisterStatusNotifierItem", "s", link.name());
            askForHost(link);
        } catch (BusFault _) {
            seen(false);
            if (tries > 1 && link.isOpen()) {
                bus.later(PAUSE, () -> register(link, tries - 1));
            }
        }
    }

    /// A watcher only lists icons; it takes a host to show them.
    private void askForHost(BusLink link) {
        try {
            Object host =
                    link.property(WATCHER, WATCHER_PATH, WATCHER, "IsStatusNotifierHostRegistered");
            seen(Boolean.TRUE.equals(host));
        } catch (BusFault _) {
            seen(false);
        }
    }

    private void seen(boolean now) {
        Boolean before = visible;
        visible = now;
        if (before == null || before != now) {
            tell(it -> it.seen(now));
        }
    }

    private void look(BusLink link, Look now) {
        if (look != now) {
            look = now;
            emitIcon(link);
        }
    }

    // ---------------------------------------------- changes

    @Override
    public void show(TrayModel next) {
        bus.execute(
                () -> {
                    Shown before = shown();
                    Shown now = new Shown(next, before.menu().next(next.items()));
                    shown = now;
                    bus.use(link -> emit(link, before, now));
                });
    }

    private void emit(BusLink link, Shown before, Shown now) {
        if (before.model().icon() != now.model().icon()) {
            emitIcon(link);
            emit(link, "NewStatus", "s", ItemFace.status(now.model()));
        }
        if (!before.model().tooltip().equals(now.model().tooltip())) {
            emit(link, "NewToolTip", null);
        }
        if (now.menu().revision() != before.menu().revision()) {
            link.emit(
                    DBusMenu.PATH,
                    DBusMenu.NAME,
                    "LayoutUpdated",
                    "ui",
                    new UInt32(now.menu().revision()),
                    MenuTree.ROOT);
        } else {
            emitChanged(link, now.menu(), now.menu().changedSince(before.menu()));
        }
    }

    private static void emitIcon(BusLink link) {
        emit(link, "NewIcon", null);
        emit(link, "NewAttentionIcon", null);
    }

    private static void emit(
            BusLink link, String signal, @Nullable String signature, Object... values) {
        link.emit(StatusNotifierItem.PATH, StatusNotifierItem.NAME, signal, signature, values);
    }

    private static void emitChanged(BusLink link, MenuTree menu, List<Integer> changed) {
        if (!changed.isEmpty()) {
            List<Object[]> told =
                    changed.stream()
                            .map(it -> new Object[] {it, menu.variants(it, List.of())})
                            .toList();
            link.emit(
                    DBusMenu.PATH,
                    DBusMenu.NAME,
                    "ItemsPropertiesUpdated",
                    "a(ia{sv})a(ias)",
                    told,
                    List.of());
        }
    }

    private Shown shown() {
        return Objects.requireNonNull(shown);
    }

    private void tell(Consumer<Listener> what) {
        Listener hearing = listener;
        if (hearing == null) {
            return;
        }
        try {
            talk.execute(() -> what.accept(hearing));
        } catch (RejectedExecutionException _) {
            return; // the program ends
        }
    }

    @Override
    public void close() {
        talk.shutdown();
    }
}
