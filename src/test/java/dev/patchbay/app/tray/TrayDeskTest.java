package dev.patchbay.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.house.Houses;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.modes.TrayWish.Screen;
import dev.patchbay.connect.AnyClient.Shell;
import dev.patchbay.desktop.Clipboard;
import dev.patchbay.desktop.Notice;
import dev.patchbay.desktop.TrayItem;
import dev.patchbay.desktop.TrayModel;
import dev.patchbay.desktop.TrayPort;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.settings.Alias;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// The tray at work on a whole Patchbay, with the panel played by the test.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
final class TrayDeskTest {
    @TempDir Path folder;

    private Wiring house;
    private TrayDesk desk;
    private final FakeTray tray = new FakeTray();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private Optional<String> noClipboard = Optional.empty();

    private static final class FakeTray implements TrayPort {
        final List<TrayModel> shown = new CopyOnWriteArrayList<>();
        volatile Listener listener;

        @Override
        public void open(TrayModel first, Listener hearing) {
            shown.add(first);
            listener = hearing;
        }

        @Override
        public void show(TrayModel model) {
            shown.add(model);
        }

        @Override
        public boolean isVisible() {
            return true;
        }

        @Override
        public void close() {}
    }

    private final class FakeClipboard implements Clipboard {
        private volatile String held = "";

        @Override
        public void copy(String text) throws Unavailable {
            if (noClipboard.isPresent()) {
                throw new Unavailable(noClipboard.get());
            }
            held = text;
            done.add("copied " + text);
        }

        @Override
        public Optional<String> text() {
            return Optional.of(held);
        }

        @Override
        public void clear() {
            done.add("cleared");
        }
    }

    @BeforeEach
    void start() throws Exception {
        start(0);
    }

    private void start(int port) throws Exception {
        house = Houses.demo(folder, port);
        var texts = new TrayTexts(Locale.US);
        var said = new Notices(notices::add, house.settings()::current, texts, house.clock());
        var login = new LoginStart(house.settings(), Optional.empty(), _ -> {});
        var ways =
                new TrayDesk.Ways() {
                    @Override
                    public boolean hasWindows() {
                        return true;
                    }

                    @Override
                    public void open(Screen screen) {
                        done.add("opened " + screen);
                    }

                    @Override
                    public void restart() {
                        done.add("restart");
                    }

                    @Override
                    public void quit() {
                        done.add("quit");
                    }

                    @Override
                    public void seen(boolean visible) {
                        done.add("seen " + visible);
                    }
                };
        desk =
                new TrayDesk(
                        house,
                        tray,
                        new FakeClipboard(),
                        login,
                        said,
                        texts,
                        Shell.POSIX,
                        (_, what) -> waiting.add(what),
                        ways);
        desk.open();
    }

    @AfterEach
    void stop() {
        desk.close();
        house.close();
    }

    private void awaitShown(String what, Predicate<TrayModel> so) {
        await(what, () -> so.test(tray.shown.getLast()));
    }

    private static void await(String what, java.util.function.BooleanSupplier so) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!so.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "in vain awaited: " + what);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static String first(TrayModel model) {
        return ((TrayItem.Action) model.items().getFirst()).label();
    }

    private void choose(String item) {
        tray.listener.chosen(item);
    }

    private void awaitDone(String what) {
        await(what + " in " + done, () -> done.contains(what));
    }

    @Test
    void start_and_stop_really_open_and_close_the_door() {
        assertEquals("○ Stopped", first(tray.shown.getFirst()));

        choose("start");
        awaitShown("running", it -> first(it).startsWith("● Running"));
        assertTrue(house.switchboard().state() instanceof Switchboard.State.Running);

        choose("stop");
        awaitShown("stopped", it -> first(it).equals("○ Stopped"));
        assertEquals(new Switchboard.State.Stopped(), house.switchboard().state());
    }

    @Test
    void a_request_makes_it_busy_and_is_counted() throws Exception {
        choose("start");
        awaitShown("running", it -> it.icon() == TrayModel.Icon.RUNNING);
        ask();

        await("busy", () -> tray.shown.stream().anyMatch(it -> it.icon() == TrayModel.Icon.BUSY));
        awaitShown("quiet again", it -> it.icon() == TrayModel.Icon.RUNNING);
        String today = ((TrayItem.Action) tray.shown.getLast().items().get(1)).label();
        assertTrue(today.endsWith("1 request"), today);
    }

    private void ask() throws Exception {
        var access = house.door().access().orElseThrow();
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(access.address() + "/v1/messages"))
                                        .header("x-api-key", house.door().token())
                                        .header("content-type", "application/json")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        """
                                                        {"model":"demo","max_tokens":20,
                                                         "messages":[{"role":"user","content":"Hi"}]}
                                                        """))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    void a_chosen_target_is_asked_first_from_then_on() throws Exception {
        Target one = Target.of("demo", "one");
        Target two = Target.of("demo", "two");
        house.settings().update(it -> it.withAlias(Alias.of("sonnet", one, two)));
        awaitShown("the alias", it -> labels(it).contains("sonnet → demo / one"));

        choose("route/sonnet/demo/two#0");

        awaitShown("the other", it -> labels(it).contains("sonnet → demo / two"));
        assertEquals(
                List.of(two, one),
                house.settings().current().alias("sonnet").orElseThrow().targets());
        assertEquals(
                two,
                house.switchboard().route("sonnet", Optional.empty()).plain().targets().getFirst());
    }

    private static List<String> labels(TrayModel model) {
        return model.items().stream()
                .filter(it -> it.id().equals("route"))
                .flatMap(it -> ((TrayItem.Submenu) it).items().stream())
                .filter(TrayItem.Submenu.class::isInstance)
                .map(it -> ((TrayItem.Submenu) it).label().replace("Demo", "demo"))
                .toList();
    }

    @Test
    void what_is_copied_reaches_the_clipboard_and_else_it_is_said_why_not() {
        choose("copy/token");
        awaitDone("copied " + house.door().token());

        noClipboard = Optional.of("Install xclip.");
        choose("copy/address");
        await("a notice", () -> !notices.isEmpty());
        assertEquals("Install xclip.", notices.getFirst().text());
    }

    @Test
    void a_copied_token_is_taken_back_and_a_copied_address_is_not() {
        choose("copy/address");
        awaitDone("copied " + house.door().address());
        assertEquals(List.of(), waiting);

        choose("copy/token");
        await("the token's time", () -> !waiting.isEmpty());
        waiting.getFirst().run();
        assertTrue(done.contains("cleared"), () -> done.toString());
    }

    @Test
    void what_opens_opens_and_the_icon_itself_opens_the_window() {
        choose("settings");
        awaitDone("opened SETTINGS");
        choose("logs");
        awaitDone("opened LOGS");
        tray.listener.activated();
        awaitDone("opened MONITOR");
        choose("quit");
        awaitDone("quit");
        tray.listener.seen(true);
        assertTrue(done.contains("seen true"));
    }

    @Test
    void a_port_that_another_has_is_told_with_its_owner() throws Exception {
        try (var other = Houses.demo(folder.resolve("other"), 0)) {
            other.switchboard().start();
            int taken = ((Switchboard.State.Running) other.switchboard().state()).port();
            stop();
            start(taken);

            choose("start");
            awaitShown("attention", it -> it.icon() == TrayModel.Icon.ATTENTION);
            String told = first(tray.shown.getLast());
            assertTrue(told.startsWith("! Port " + taken + " is in use"), told);

            desk.tellClosedDoor();
            assertEquals("Patchbay is not running", notices.getLast().title());
        }
    }
}
