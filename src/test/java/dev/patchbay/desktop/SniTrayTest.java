package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
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

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// The tray on a bus of its own, with a panel that the test plays.
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has this tray")
@Timeout(120)
class SniTrayTest {
    private static final TrayModel RUNNING =
            new TrayModel(
                    TrayModel.Icon.RUNNING,
                    "Running",
                    List.of(
                            new TrayItem.Action("state", "Running on_here", false),
                            new TrayItem.Separator("line"),
                            new TrayItem.Action("stop", "Stop", true),
                            new TrayItem.Submenu(
                                    "route",
                                    "Route",
                                    true,
                                    List.of(
                                            new TrayItem.Choice("a", "One", true, true),
                                            new TrayItem.Choice("b", "Two", true, false))),
                            new TrayItem.Check("login", "Start at login", true, true)));

    @TempDir Path folder;

    private PrivateBus bus;
    private SessionBus session;
    private SniTray tray;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        session = new SessionBus(bus.address());
        tray = new SniTray(session, Map.of());
    }

    @AfterEach
    void stop() {
        if (bus != null) {
            tray.close();
            session.close();
            bus.close();
        }
    }

    private void open() {
        tray.open(
                RUNNING,
                new TrayPort.Listener() {
                    @Override
                    public void chosen(String item) {
                        heard.add("chosen " + item);
                    }

                    @Override
                    public void activated() {
                        heard.add("activated");
                    }

                    @Override
                    public void opening() {
                        heard.add("opening");
                    }

                    @Override
                    public void seen(boolean visible) {
                        heard.add(visible ? "visible" : "hidden");
                    }
                });
    }

    private void await(String what) {
        PrivateBus.await(what + " in " + heard, () -> heard.contains(what));
    }

    @Test
    void an_icon_registers_itself_and_says_what_it_is() throws Exception {
        try (var panel = new Panel(bus, true)) {
            open();
            await("visible");

            assertTrue(tray.isVisible());
            assertEquals("patchbay", panel.property("Id"));
            assertEquals("Active", panel.property("Status"));
            assertEquals("Running", panel.property("IconAccessibleDesc"));
            assertEquals(DBusMenu.PATH, panel.property("Menu").toString());
            assertEquals(false, panel.property("ItemIsMenu"));
            assertEquals("Running", ((Object[]) panel.property("ToolTip"))[3]);
        }
    }

    @Test
    void pixels_come_as_alpha_first_in_all_sizes() throws Exception {
        try (var panel = new Panel(bus, true)) {
            open();
            List<?> pixmaps = (List<?>) panel.property("IconPixmap");

            assertEquals(
                    List.of(16, 20, 22, 24, 32, 40, 44, 48, 64),
                    pixmaps.stream().map(it -> ((Object[]) it)[0]).toList());
            Object[] last = (Object[]) pixmaps.getLast();
            var drawn = new TrayImages().of(TrayModel.Icon.RUNNING, TrayImages.Look.NEUTRAL);
            var expected = ByteBuffer.allocate(64 * 64 * 4);
            expected.asIntBuffer().put(drawn.getLast().argb());
            assertArrayEquals(expected.array(), bytes(last[2]));
        }
    }

    /// The part of a desktop that tells how bright it is to be.
    @DBusInterfaceName("org.freedesktop.portal.Settings")
    public interface Brightness extends DBusInterface {
        Variant<?> Read(String of, String name);
    }

    private static final class Portal implements Brightness {
        volatile int scheme = 1;

        @Override
        public Variant<?> Read(String of, String name) {
            return new Variant<>(new Variant<>(new UInt32(scheme)));
        }

        @Override
        public String getObjectPath() {
            return "/org/freedesktop/portal/desktop";
        }
    }

    @Test
    void the_icon_is_light_on_a_dark_desktop_and_follows_a_change() throws Exception {
        try (var panel = new Panel(bus, true);
                var desktop = bus.connect()) {
            open();
            await("visible");
            assertTrue(isDrawn(panel, TrayImages.Look.NEUTRAL));
            var portal = new Portal();
            desktop.exportObject(portal.getObjectPath(), portal);
            desktop.requestBusName("org.freedesktop.portal.Desktop");
            PrivateBus.await("a light icon", () -> isDrawn(panel, TrayImages.Look.CHALK));

            portal.scheme = 2;
            desktop.sendMessage(
                    desktop.getMessageFactory()
                            .createSignal(
                                    desktop.getUniqueName(),
                                    portal.getObjectPath(),
                                    "org.freedesktop.portal.Settings",
                                    "SettingChanged",
                                    "ssv",
                                    "org.freedesktop.appearance",
                                    "color-scheme",
                                    new Variant<>(new UInt32(2))));
            PrivateBus.await("a dark icon", () -> isDrawn(panel, TrayImages.Look.INK));
            assertTrue(panel.signals.contains("NewIcon"), panel.signals.toString());
        }
    }

    private static boolean isDrawn(Panel panel, TrayImages.Look look) {
        try {
            Object[] last = (Object[]) ((List<?>) panel.property("IconPixmap")).getLast();
            int[] drawn = new TrayImages().of(TrayModel.Icon.RUNNING, look).getLast().argb();
            var expected = ByteBuffer.allocate(drawn.length * 4);
            expected.asIntBuffer().put(drawn);
            return Arrays.equals(expected.array(), bytes(last[2]));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(Object sent) {
        if (sent instanceof byte[] whole) {
            return whole;
        }
        List<?> each = (List<?>) sent;
        byte[] bytes = new byte[each.size()];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (Byte) each.get(i));
        return bytes;
    }

    @Test
    void the_menu_comes_with_its_lines_marks_and_submenus() throws Exception {
        try (var panel = new Panel(bus, true)) {
            open();
            List<Panel.Line> menu = panel.menu();

            assertEquals("Running on__here", menu.get(0).label());
            assertEquals(false, menu.get(0).said().get("enabled"));
            assertEquals("separator", menu.get(1).said().get("type"));
            assertEquals("submenu", menu.get(3).said().get("children-display"));
            assertEquals("radio", menu.get(3).below().get(0).said().get("toggle-type"));
            assertEquals(1, menu.get(3).below().get(0).said().get("toggle-state"));
            assertEquals(0, menu.get(3).below().get(1).said().get("toggle-state"));
            assertEquals("checkmark", menu.get(4).said().get("toggle-type"));
        }
    }

    @Test
    void the_root_answers_a_question_for_groups() throws Exception {
        try (var panel = new Panel(bus, true)) {
            open();
            List<?> told =
                    (List<?>)
                            panel.askMenu("GetGroupProperties", "aias", List.of(0, 99), List.of())[
                                    0];

            assertEquals(1, told.size());
            assertEquals(0, ((Object[]) told.getFirst())[0]);
        }
    }

    @Test
    void a_click_comes_back_as_the_id_of_its_item() throws Exception {
        try (var panel = new Panel(bus, true)) {
            open();
            panel.click(panel.menu().get(2).number());
            await("chosen stop");
            panel.activate();
            await("activated");
            panel.askMenu(
                    "EventGroup",
                    "a(isvu)",
                    Collections.<Object>singletonList(
                            new Object[] {
                                panel.menu().get(3).below().get(1).number(),
                                "clicked",
                                new Variant<>(0),
                                new UInt32(0)
                            }));
            await("chosen b");
        }
    }

    @Test
    void a_click_on_what_is_greyed_out_does_nothing() throws Exception {
        try (var panel = new Panel(bus, true)) {
            open();
            panel.click(panel.menu().get(0).number());
            panel.click(panel.menu().get(2).number());
            await("chosen stop");

            assertFalse(heard.contains("chosen state"), heard.toString());
        }
    }

    @Test
    void the_opening_of_the_menu_is_told() throws Exception {
        try (var panel = new Panel(bus, true)) {
            open();
            assertEquals(false, panel.askMenu("AboutToShow", "i", 0)[0]);
            await("opening");
        }
    }

    @Test
    void another_label_leaves_the_layout_and_other_lines_renew_it() throws Exception {
        try (var panel = new Panel(bus, true)) {
            open();
            int revision = panel.revision();
            int stop = panel.menu().get(2).number();

            tray.show(with(TrayModel.Icon.BUSY, new TrayItem.Action("stop", "Halt", true)));
            PrivateBus.await("told", () -> panel.signals.contains("ItemsPropertiesUpdated"));
            assertEquals("Halt", panel.menu().get(2).label());
            assertEquals(revision, panel.revision());
            assertTrue(panel.signals.contains("NewIcon"), panel.signals.toString());

            tray.show(with(TrayModel.Icon.ATTENTION, new TrayItem.Action("start", "Start", true)));
            PrivateBus.await("told", () -> panel.signals.contains("LayoutUpdated"));
            assertTrue(panel.revision() > revision);
            assertTrue(panel.menu().get(2).number() != stop);
            assertEquals("NeedsAttention", panel.property("Status"));
        }
    }

    private static TrayModel with(TrayModel.Icon icon, TrayItem third) {
        List<TrayItem> items = new java.util.ArrayList<>(RUNNING.items());
        items.set(2, third);
        return new TrayModel(icon, RUNNING.tooltip(), items);
    }

    @Test
    void a_panel_that_comes_late_or_anew_gets_the_icon() throws Exception {
        open();
        await("hidden");
        try (var panel = new Panel(bus, true)) {
            await("visible");
            assertEquals("Stop", panel.menu().get(2).label());
            heard.clear();
        }
        await("hidden");
        try (var panel = new Panel(bus, true)) {
            await("visible");
            panel.click(panel.menu().get(2).number());
            await("chosen stop");
        }
    }

    @Test
    void a_watcher_without_a_host_shows_nothing() throws Exception {
        try (var panel = new Panel(bus, false)) {
            open();
            await("hidden");

            panel.item();
            assertFalse(tray.isVisible());
        }
    }

    @Test
    void a_bus_that_was_restarted_is_found_again() throws Exception {
        open();
        try (var panel = new Panel(bus, true)) {
            await("visible");
            assertEquals(1, panel.registered.size());
        }
        heard.clear();
        bus.restart();
        try (var panel = new Panel(bus, true)) {
            await("visible");
            assertEquals("Stop", panel.menu().get(2).label());
        }
    }
}
