package dev.patchbay.desktop;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A desktop's panel, as far as icons in its tray see it.
final class Panel implements AutoCloseable {
    private static final String WATCHER = "org.kde.StatusNotifierWatcher";

    @DBusInterfaceName(WATCHER)
    public interface Watcher extends DBusInterface {
        void RegisterStatusNotifierItem(String service);
    }

    /// One line of a menu, as it came.
    record Line(int number, Map<String, Object> said, List<Line> below) {
        String label() {
            return String.valueOf(said.get("label"));
        }
    }

    private final DBusConnection bus;
    private final boolean host;
    final List<String> registered = new CopyOnWriteArrayList<>();
    final List<String> signals = new CopyOnWriteArrayList<>();

    /// @param host whether it shows the icons that it lists
    Panel(PrivateBus bus, boolean host) throws Exception {
        this.bus = bus.connect();
        this.host = host;
        for (String of : List.of(StatusNotifierItem.NAME, DBusMenu.NAME)) {
            this.bus.addGenericSigHandler(
                    DBusMatchRuleBuilder.create().withType("signal").withInterface(of).build(),
                    signal -> signals.add(signal.getName()));
        }
        this.bus.exportObject("/StatusNotifierWatcher", new Face());
        this.bus.requestBusName(WATCHER);
    }

    final class Face implements Watcher, Properties {
        @Override
        public void RegisterStatusNotifierItem(String service) {
            registered.add(service);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> A Get(String of, String name) {
            return (A) GetAll(of).get(name);
        }

        @Override
        public <A> void Set(String of, String name, A value) {}

        @Override
        public Map<String, Variant<?>> GetAll(String of) {
            return Map.of("IsStatusNotifierHostRegistered", new Variant<>(host));
        }

        @Override
        public String getObjectPath() {
            return "/StatusNotifierWatcher";
        }
    }

    String item() {
        PrivateBus.await("an icon", () -> !registered.isEmpty());
        return registered.getLast();
    }

    Object property(String name) throws Exception {
        return BusLink.plain(
                PrivateBus.ask(
                        bus,
                        item(),
                        StatusNotifierItem.PATH,
                        "org.freedesktop.DBus.Properties",
                        "Get",
                        "ss",
                        StatusNotifierItem.NAME,
                        name)[0]);
    }

    Object[] askMenu(String method, String signature, Object... arguments) throws Exception {
        return PrivateBus.ask(
                bus, item(), DBusMenu.PATH, DBusMenu.NAME, method, signature, arguments);
    }

    int revision() throws Exception {
        return ((UInt32) askMenu("GetLayout", "iias", 0, 0, List.of())[0]).intValue();
    }

    /// The lines of the menu.
    List<Line> menu() throws Exception {
        return line(askMenu("GetLayout", "iias", 0, -1, List.of())[1]).below();
    }

    private static Line line(Object node) {
        Object[] parts = (Object[]) BusLink.plain(node);
        Map<String, Object> said = new java.util.TreeMap<>();
        ((Map<?, ?>) parts[1])
                .forEach((name, value) -> said.put(name.toString(), BusLink.plain(value)));
        List<Line> below = new ArrayList<>();
        ((List<?>) parts[2]).forEach(it -> below.add(line(it)));
        return new Line((Integer) parts[0], said, below);
    }

    void click(int number) throws Exception {
        askMenu("Event", "isvu", number, "clicked", new Variant<>(0), new UInt32(0));
    }

    void activate() throws Exception {
        PrivateBus.ask(
                bus,
                item(),
                StatusNotifierItem.PATH,
                StatusNotifierItem.NAME,
                "Activate",
                "ii",
                1,
                2);
    }

    @Override
    public void close() {
        bus.disconnect();
    }
}
