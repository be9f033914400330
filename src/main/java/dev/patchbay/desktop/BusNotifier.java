package dev.patchbay.desktop;

import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The notifications of Linux desktops: `org.freedesktop.Notifications`.
public final class BusNotifier implements Notifier {
    private static final String SERVICE = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";
    private static final byte NORMAL = 1;
    private static final byte CRITICAL = 2;
    private static final int AS_LONG_AS_USUAL = -1;

    private final SessionBus bus;
    private final Map<String, UInt32> shown = new ConcurrentHashMap<>();

    public BusNotifier(SessionBus bus) {
        this.bus = bus;
    }

    /// The bus may have to start the service first, and nobody else shall wait for that.
    @Override
    public void show(Notice notice) {
        bus.use(link -> Thread.ofVirtual().name("notification").start(() -> show(link, notice)));
    }

    private void show(BusLink link, Notice notice) {
        try {
            List<?> abilities =
                    (List<?>) link.rouse(SERVICE, PATH, SERVICE, "GetCapabilities", null)[0];
            boolean markup = abilities.contains("body-markup");
            Map<String, Variant<?>> hints =
                    Map.of(
                            "urgency", new Variant<>(notice.urgent() ? CRITICAL : NORMAL),
                            "desktop-entry", new Variant<>("dev.patchbay.patchbay"));
            Object id =
                    link.rouse(
                                    SERVICE,
                                    PATH,
                                    SERVICE,
                                    "Notify",
                                    "susssasa{sv}i",
                                    "Patchbay",
                                    shown.getOrDefault(notice.about(), new UInt32(0)),
                                    "patchbay",
                                    notice.title(),
                                    markup ? escaped(notice.text()) : notice.text(),
                                    List.of(),
                                    hints,
                                    AS_LONG_AS_USUAL)[0];
            shown.put(notice.about(), (UInt32) id);
        } catch (BusFault _) {
            return; // a desktop without notifications
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
