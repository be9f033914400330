package dev.patchbay.app.tray;

import dev.patchbay.desktop.Notice;
import dev.patchbay.desktop.Notifier;
import dev.patchbay.hub.Dollars;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Hears the journal and has the desktop tell what should not be missed: a budget's mark reached, a
/// sign-in that ended, a backend down or back, a door that did not open. Few, and never a burst of
/// them: about one thing once in a while, and only some in a minute; the log has them all.
final class Notices {
    /// Who told of something tells no more of it for so long.
    static final Duration QUIET = Duration.ofMinutes(10);

    static final int MOST_IN_A_MINUTE = 3;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ALL = 100;

    private final Notifier notifier;
    private final Supplier<Settings> settings;
    private final TrayTexts texts;
    private final InstantSource clock;
    private final Map<String, Instant> told = new HashMap<>();
    private final Deque<Instant> lately = new ArrayDeque<>();
    private final Map<String, Set<String>> openCircuits = new HashMap<>();
    private final Set<String> toldDown = new HashSet<>();

    Notices(Notifier notifier, Supplier<Settings> settings, TrayTexts texts, InstantSource clock) {
        this.notifier = notifier;
        this.settings = settings;
        this.texts = texts;
        this.clock = clock;
    }

    void hear(Note note) {
        switch (note) {
            case Note.BudgetReached reached -> budget(reached);
            case Note.SignInEnded(String backend, _) -> signIn(backend);
            case Note.CircuitOpened opened -> down(opened);
            case Note.CircuitClosed(String backend, String model) -> back(backend, model);
            case Note.BackendReset(String backend, _, _) -> forget(backend);
            case Note.SettingsFault(String where, String problem, String consequence)
                    when where.equals("server") ->
                    door("notice.door", problem + " " + consequence);
            default -> {} // all others are for the log
        }
    }

    private void budget(Note.BudgetReached reached) {
        String text =
                texts.get(
                        "notice.budgetText",
                        Dollars.of(reached.spentNanoUsd()),
                        Dollars.of(reached.limitNanoUsd()),
                        reached.renews());
        boolean all = reached.percent() >= ALL;
        // Each mark of a budget is told once by the books themselves.
        tell(
                new Notice(
                        "budget " + reached.budget() + " " + reached.percent(),
                        texts.get("notice.budget", reached.budget(), reached.percent()),
                        text,
                        all));
    }

    private void signIn(String backend) {
        tell(
                new Notice(
                        "sign-in " + backend,
                        texts.get("notice.signIn", name(backend)),
                        texts.get("notice.signInText", name(backend), backend),
                        true));
    }

    private synchronized void down(Note.CircuitOpened opened) {
        Set<String> models = openCircuits.computeIfAbsent(opened.backend(), _ -> new HashSet<>());
        boolean first = models.isEmpty();
        models.add(opened.model());
        if (!first) {
            return;
        }
        String name = name(opened.backend());
        boolean said =
                tell(
                        new Notice(
                                "backend " + opened.backend(),
                                texts.get("notice.down", name),
                                texts.get(
                                        "notice.downText",
                                        opened.model(),
                                        opened.failures(),
                                        opened.reason()),
                                true));
        if (said) {
            toldDown.add(opened.backend());
        }
    }

    /// Only who was told that a backend is down wants to know that it is back.
    private synchronized void back(String backend, String model) {
        Set<String> models = openCircuits.getOrDefault(backend, new HashSet<>());
        models.remove(model);
        if (models.isEmpty() && toldDown.remove(backend)) {
            String name = name(backend);
            show(
                    new Notice(
                            "backend " + backend,
                            texts.get("notice.back", name),
                            texts.get("notice.backText", name),
                            false));
        }
    }

    private synchronized void forget(String backend) {
        openCircuits.remove(backend);
        toldDown.remove(backend);
    }

    /// The door is not as somebody wants it, and nobody looks.
    void door(String key, String text) {
        tell(new Notice("door", texts.get(key), text, true));
    }

    /// An answer to what a person just did, so it is never held back.
    void answer(String key, String text) {
        notifier.show(new Notice(key, texts.get(key), text, false));
    }

    /// Whether it was told.
    private synchronized boolean tell(Notice notice) {
        Instant now = clock.instant();
        Instant before = told.get(notice.about());
        if (before != null && before.plus(QUIET).isAfter(now)) {
            return false;
        }
        if (!show(notice)) {
            return false;
        }
        told.values().removeIf(it -> !it.plus(QUIET).isAfter(now));
        told.put(notice.about(), now);
        return true;
    }

    private synchronized boolean show(Notice notice) {
        Instant now = clock.instant();
        while (!lately.isEmpty() && !lately.getFirst().plus(MINUTE).isAfter(now)) {
            lately.removeFirst();
        }
        if (!settings.get().desktop().notifications() || lately.size() >= MOST_IN_A_MINUTE) {
            return false;
        }
        lately.addLast(now);
        notifier.show(notice);
        return true;
    }

    private String name(String backend) {
        return settings.get().backend(backend).map(BackendSettings::name).orElse(backend);
    }
}
