package dev.patchbay.app.tray;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.renewal.OwnProgram;
import dev.patchbay.connect.AnyClient.Shell;
import dev.patchbay.desktop.Autostart;
import dev.patchbay.desktop.AwtTray;
import dev.patchbay.desktop.BusNotifier;
import dev.patchbay.desktop.Clipboard;
import dev.patchbay.desktop.CommandClipboard;
import dev.patchbay.desktop.Later;
import dev.patchbay.desktop.NoTray;
import dev.patchbay.desktop.Notifier;
import dev.patchbay.desktop.SessionBus;
import dev.patchbay.desktop.SniTray;
import dev.patchbay.desktop.TrayPort;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parts list of the tray and what belongs to it: each system's own icon, notifications,
/// clipboard and start at login.
public final class TrayParts implements AutoCloseable {
    private final Optional<SessionBus> bus;
    private final TrayDesk desk;

    private TrayParts(Optional<SessionBus> bus, TrayDesk desk) {
        this.bus = bus;
        this.desk = desk;
    }

    public static TrayParts open(
            Wiring house, Map<String, String> environment, TrayDesk.Ways ways) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("mac") || system.contains("darwin")
                ? ofAwt(house, environment, ways, AwtTray.ofMac())
                : system.startsWith("windows")
                        ? ofAwt(house, environment, ways, AwtTray.ofWindows())
                        : ofBus(house, environment, ways);
    }

    private static TrayParts ofAwt(
            Wiring house, Map<String, String> environment, TrayDesk.Ways ways, AwtTray tray) {
        return of(house, environment, ways, Optional.empty(), tray, tray);
    }

    private static TrayParts ofBus(
            Wiring house, Map<String, String> environment, TrayDesk.Ways ways) {
        Optional<SessionBus> bus = SessionBus.of(environment);
        TrayPort tray =
                bus.<TrayPort>map(it -> new SniTray(it, environment)).orElseGet(NoTray::new);
        Notifier notifier = bus.<Notifier>map(BusNotifier::new).orElse(_ -> {});
        return of(house, environment, ways, bus, tray, notifier);
    }

    private static TrayParts of(
            Wiring house,
            Map<String, String> environment,
            TrayDesk.Ways ways,
            Optional<SessionBus> bus,
            TrayPort tray,
            Notifier notifier) {
        var texts = new TrayTexts(Locale.getDefault());
        var notices = new Notices(notifier, house.settings()::current, texts, house.clock());
        var login =
                new LoginStart(
                        house.settings(),
                        OwnProgram.path().map(it -> Autostart.of(it, environment)),
                        why -> notices.answer("notice.login", why));
        Clipboard clipboard = CommandClipboard.of(environment);
        boolean windows = environment.containsKey("SystemRoot");
        var desk =
                new TrayDesk(
                        house,
                        tray,
                        clipboard,
                        login,
                        notices,
                        texts,
                        windows ? Shell.POWERSHELL : Shell.POSIX,
                        Later.named("clipboard"),
                        ways);
        login.begin();
        desk.open();
        return new TrayParts(bus, desk);
    }

    public TrayDesk desk() {
        return desk;
    }

    /// The icon is gone when this comes back.
    @Override
    public void close() {
        desk.close();
        bus.ifPresent(SessionBus::close);
    }
}
