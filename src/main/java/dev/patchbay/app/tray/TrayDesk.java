package dev.patchbay.app.tray;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.modes.TrayWish;
import dev.patchbay.app.modes.TrayWish.Screen;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.AnyClient.Shell;
import dev.patchbay.desktop.Clipboard;
import dev.patchbay.desktop.Later;
import dev.patchbay.desktop.PassingSecrets;
import dev.patchbay.desktop.PortOwner;
import dev.patchbay.desktop.TrayPort;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.Switchboard.State;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The tray at work: shows how Patchbay stands, and does what people choose in the menu. Nothing is
/// asked for while nothing happens; whatever happens often is shown once a second.
public final class TrayDesk implements AutoCloseable {
    static final Duration REST = Duration.ofSeconds(1);

    /// What the tray's items lead to.
    public interface Ways {
        /// Whether there are windows that can be opened.
        boolean hasWindows();

        void open(Screen screen);

        void restart();

        void quit();

        /// The desktop shows the icon from now on, or does not.
        void seen(boolean visible);
    }

    private final Wiring house;
    private final TrayPort tray;
    private final Clipboard clipboard;
    private final PassingSecrets secrets;
    private final LoginStart login;
    private final Notices notices;
    private final Ways ways;
    private final TrayTexts texts;
    private final Shell shell;
    private final Troubles troubles = new Troubles();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("tray desk").factory());
    private final Beat beat;
    private final Consumer<Note> hearing = this::hear;
    private final AtomicBoolean active = new AtomicBoolean();
    private volatile boolean stopping;
    private volatile @Nullable TrayMenu shown;

    TrayDesk(
            Wiring house,
            TrayPort tray,
            Clipboard clipboard,
            LoginStart login,
            Notices notices,
            TrayTexts texts,
            Shell shell,
            Later later,
            Ways ways) {
        this.house = house;
        this.tray = tray;
        this.clipboard = clipboard;
        this.secrets = new PassingSecrets(clipboard, later);
        this.login = login;
        this.notices = notices;
        this.texts = texts;
        this.shell = shell;
        this.ways = ways;
        this.beat = new Beat(this::execute, Beat.on(this::execute), REST, this::refresh);
    }

    void open() {
        TrayMenu first = TrayMenu.of(facts(), texts);
        shown = first;
        house.journal().listen(hearing);
        tray.open(
                first.model(),
                new TrayPort.Listener() {
                    @Override
                    public void chosen(String item) {
                        TrayMenu menu = shown;
                        if (menu != null) {
                            menu.wish(item).ifPresent(TrayDesk.this::begin);
                        }
                    }

                    @Override
                    public void activated() {
                        if (ways.hasWindows()) {
                            begin(new TrayWish.Open(Screen.MONITOR));
                        }
                    }

                    @Override
                    public void opening() {
                        beat.nudge();
                    }

                    @Override
                    public void seen(boolean visible) {
                        ways.seen(visible);
                    }
                });
    }

    /// The door did not open when nobody was looking.
    public void tellClosedDoor() {
        switch (house.switchboard().state()) {
            case State.Running _, State.Stopped _ -> {}
            case State.Unopened(String reason) -> notices.door("notice.notStarted", reason);
            case State.PortTaken(int port) -> {
                String name = Integer.toString(port);
                String text =
                        PortOwner.of(port)
                                .map(it -> texts.get("notice.notStartedTakenBy", name, it))
                                .orElseGet(() -> texts.get("notice.notStartedTaken", name));
                notices.door("notice.notStarted", text);
            }
        }
    }

    // ---------------------------------------------- what is shown

    private void hear(Note note) {
        notices.hear(note);
        boolean matters =
                switch (note) {
                    case Note.ExchangeStarted _ -> {
                        active.set(true);
                        yield true;
                    }
                    case Note.ExchangeEnded _,
                            Note.DoorOpened _,
                            Note.DoorClosed _,
                            Note.SettingsApplied _,
                            Note.ProgramReplaced _ ->
                            true;
                    default -> false; // or it is a trouble
                };
        if (troubles.hear(note) || matters) {
            beat.nudge();
        }
    }

    private void refresh() {
        TrayFacts facts = facts();
        TrayMenu menu = TrayMenu.of(facts, texts);
        TrayMenu before = shown;
        shown = menu;
        if (before == null || !before.model().equals(menu.model())) {
            tray.show(menu.model());
        }
        if (facts.busy()) {
            beat.nudge(); // it may be over by then, without a further word
        }
    }

    private TrayFacts facts() {
        // While the door closes, whoever asks for its state would wait for it.
        State state = stopping ? closing() : house.switchboard().state();
        Settings settings = house.settings().current();
        boolean underWay = state instanceof State.Running(_, _, int count) && count > 0;
        return new TrayFacts(
                state,
                stopping,
                active.getAndSet(false) || underWay,
                state instanceof State.PortTaken(int port)
                        ? PortOwner.of(port).map(PortOwner::toString)
                        : Optional.empty(),
                house.renewal().ready(),
                troubles.of(house.switchboard().health(), settings),
                house.ledger().snapshot().ofToday(),
                settings,
                login.isOn(),
                ways.hasWindows());
    }

    private State closing() {
        var door = house.settings().current().server();
        return new State.Running(door.host(), door.port(), 0);
    }

    // ---------------------------------------------- what is done

    private void begin(TrayWish wish) {
        Thread.ofVirtual()
                .name("tray deed")
                .start(
                        () -> {
                            fulfil(wish);
                            beat.nudge();
                        });
    }

    private void fulfil(TrayWish wish) {
        switch (wish) {
            case TrayWish.Start() -> house.switchboard().start();
            case TrayWish.Stop() -> stop();
            case TrayWish.Prefer(String alias, Target target) -> prefer(alias, target);
            case TrayWish.Copy(var line) -> copy(line);
            case TrayWish.Open(Screen screen) -> ways.open(screen);
            case TrayWish.StartAtLogin(boolean on) -> login.set(on);
            case TrayWish.Restart() -> ways.restart();
            case TrayWish.Quit() -> ways.quit();
        }
    }

    private void stop() {
        stopping = true;
        beat.nudge();
        try {
            house.switchboard().stop();
        } finally {
            stopping = false;
        }
    }

    private void prefer(String alias, Target target) {
        try {
            house.settings().update(it -> preferring(it, alias, target));
        } catch (SettingsRefused e) {
            notices.answer("notice.route", e.message());
        }
    }

    /// Unchanged, if the alias has no such target any more.
    static Settings preferring(Settings settings, String name, Target target) {
        Optional<Alias> alias = settings.alias(name);
        if (alias.isEmpty() || !alias.get().targets().contains(target)) {
            return settings;
        }
        List<Target> targets = new ArrayList<>(alias.get().targets());
        targets.remove(target);
        targets.addFirst(target);
        return settings.withAlias(alias.get().withTargets(targets));
    }

    private void copy(TrayWish.CopyLine line) {
        Optional<Access> access = house.door().access();
        if (access.isEmpty()) {
            notices.answer("notice.copy", texts.get("notice.noToken"));
            return;
        }
        try {
            String text = CopyTexts.of(line, access.get(), shell);
            clipboard.copy(text);
            if (line != TrayWish.CopyLine.ADDRESS) {
                secrets.copied(text);
            }
        } catch (Clipboard.Unavailable e) {
            notices.answer("notice.copy", String.valueOf(e.getMessage()));
        }
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            return; // the program ends
        }
    }

    @Override
    public void close() {
        house.journal().forget(hearing);
        thread.shutdown();
        secrets.close();
        tray.close();
    }
}
