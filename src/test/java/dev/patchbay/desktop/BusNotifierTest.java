package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Notifications on a bus of their own, with a service that the test plays.
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has this service")
@Timeout(60)
class BusNotifierTest {
    record Shown(UInt32 replaces, String title, String text, Object urgency) {}

    @DBusInterfaceName("org.freedesktop.Notifications")
    public interface Service extends DBusInterface {
        List<String> GetCapabilities();

        UInt32 Notify(
                String app,
                UInt32 replaces,
                String icon,
                String title,
                String text,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int timeout);
    }

    private static final class Face implements Service {
        final List<Shown> shown = new CopyOnWriteArrayList<>();
        private final List<String> abilities;

        Face(List<String> abilities) {
            this.abilities = abilities;
        }

        @Override
        public List<String> GetCapabilities() {
            return abilities;
        }

        @Override
        public UInt32 Notify(
                String app,
                UInt32 replaces,
                String icon,
                String title,
                String text,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int timeout) {
            shown.add(new Shown(replaces, title, text, hints.get("urgency").getValue()));
            return replaces.intValue() > 0 ? replaces : new UInt32(shown.size());
        }

        @Override
        public String getObjectPath() {
            return "/org/freedesktop/Notifications";
        }
    }

    @TempDir Path folder;

    private PrivateBus bus;
    private SessionBus session;
    private BusNotifier notifier;
    private DBusConnection desktop;

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        desktop = bus.connect();
        session = new SessionBus(bus.address());
        notifier = new BusNotifier(session);
    }

    @AfterEach
    void stop() {
        if (bus != null) {
            desktop.disconnect();
            session.close();
            bus.close();
        }
    }

    private Face serving(String... abilities) throws Exception {
        var face = new Face(List.of(abilities));
        desktop.exportObject(face.getObjectPath(), face);
        desktop.requestBusName("org.freedesktop.Notifications");
        return face;
    }

    private static void await(Face face, int count) {
        PrivateBus.await(count + " notifications", () -> face.shown.size() == count);
    }

    @Test
    void a_notice_is_shown_and_the_next_about_the_same_takes_its_place() throws Exception {
        Face face = serving();
        notifier.show(new Notice("a", "Down", "5 < 6 & more", true));
        await(face, 1);
        notifier.show(new Notice("a", "Back", "It answers.", false));
        await(face, 2);
        notifier.show(new Notice("b", "Other", "Else.", false));
        await(face, 3);

        assertEquals(new Shown(new UInt32(0), "Down", "5 < 6 & more", (byte) 2), face.shown.get(0));
        assertEquals(new Shown(new UInt32(1), "Back", "It answers.", (byte) 1), face.shown.get(1));
        assertEquals(0, face.shown.get(2).replaces().intValue());
    }

    @Test
    void text_is_escaped_where_it_would_be_read_as_markup() throws Exception {
        Face face = serving("body", "body-markup");
        notifier.show(new Notice("a", "Title", "5 < 6 & <b>more</b>", true));
        await(face, 1);

        assertEquals("5 &lt; 6 &amp; &lt;b&gt;more&lt;/b&gt;", face.shown.getFirst().text());
    }

    @Test
    void a_desktop_without_notifications_is_none_the_worse() throws Exception {
        notifier.show(new Notice("a", "Title", "Text", false));
        Face face = serving();
        notifier.show(new Notice("b", "Second", "Text", false));

        PrivateBus.await(
                "the second",
                () -> face.shown.stream().anyMatch(it -> it.title().equals("Second")));
    }
}
