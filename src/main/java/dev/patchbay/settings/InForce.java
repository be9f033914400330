package dev.patchbay.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The settings that count right now, and who hears of changes.
///
/// Two values are kept apart: what is *stored* in the file, which changes are made to, and what is
/// *current*, which has the overrides of this run laid over it and is never written.
final class InForce {
    private final Migrations migrations;
    private final Overrides overrides;
    private final List<Consumer<SettingsNews>> listeners = new CopyOnWriteArrayList<>();

    private volatile Reading stored = new Reading(Settings.DEFAULT, List.of(), Settings.VERSION);
    private volatile Settings current;

    InForce(Migrations migrations, Overrides overrides) {
        this.migrations = migrations;
        this.overrides = overrides;
        this.current = overrides.over(stored.settings());
    }

    Settings current() {
        return current;
    }

    Reading stored() {
        return stored;
    }

    /// What is wrong with them, and with the overrides of this run.
    List<Problem> problems() {
        Reading reading = stored;
        List<Problem> all = new ArrayList<>(reading.problems());
        all.addAll(overrides.problems(reading.settings()));
        return List.copyOf(all);
    }

    /// The changed settings as a reader of the file would find them: the same checks for a change
    /// of ours as for one by hand.
    Reading changed(UnaryOperator<Settings> change) throws SettingsRefused {
        byte[] content = Reading.content(change.apply(stored.settings()));
        try {
            Reading next = Reading.of(content, migrations);
            List<Problem> wrong = next.notIn(stored);
            if (!wrong.isEmpty()) {
                throw SettingsRefused.because(wrong);
            }
            return next;
        } catch (SettingsJson.Unreadable e) {
            throw new IllegalStateException("our own file could not be read", e);
        }
    }

    void take(Reading reading) {
        stored = reading;
        current = overrides.over(reading.settings());
    }

    void listen(Consumer<SettingsNews> listener) {
        listeners.add(listener);
    }

    void tell(SettingsNews news) {
        listeners.forEach(listener -> listener.accept(news));
    }
}
