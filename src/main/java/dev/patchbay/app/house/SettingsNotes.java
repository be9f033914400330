package dev.patchbay.app.house;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.LogSink;
import dev.patchbay.journal.Note;
import dev.patchbay.keys.KeyRing;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsNews;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says what became of the settings, as loud as they want it.
final class SettingsNotes {
    private final Journal journal;
    private final Optional<LogSink> log;
    private final Voice voice;
    private final KeyRing secrets;

    SettingsNotes(Journal journal, Optional<LogSink> log, Voice voice, KeyRing secrets) {
        this.journal = journal;
        this.log = log;
        this.voice = voice;
        this.secrets = secrets;
    }

    /// These settings are in force.
    ///
    /// @param source where they came from
    void applied(String source, Settings settings, List<Problem> problems) {
        LogLevel level = LogLevel.valueOf(settings.log().level().toUpperCase(Locale.ROOT));
        log.ifPresent(sink -> sink.show(level, voice == Voice.LOG && settings.log().console()));
        problems.forEach(this::problem);
        if (settings.keys().store() == KeyPlace.FILE) {
            problem(
                    new Problem(
                            "keys.store",
                            "Keys are kept in %s.".formatted(secrets.keychain().place()),
                            Problem.Reach.NOTE));
        }
        journal.add(
                new Note.SettingsApplied(
                        source, settings.backends().size(), settings.aliases().size()));
    }

    /// A file that did not come into force.
    void refused(SettingsNews.Refused news) {
        switch (news) {
            case SettingsNews.Rejected(List<Problem> problems) -> problems.forEach(this::problem);
            case SettingsNews.MovedAside(var from, var to, String reason) ->
                    journal.add(
                            new Note.SettingsFault(
                                    from.getFileName().toString(),
                                    reason,
                                    "It was moved to %s; defaults are in force."
                                            .formatted(to.getFileName())));
            case SettingsNews.NewerVersion(int version, int known) ->
                    journal.add(
                            new Note.SettingsFault(
                                    "settings.json",
                                    "It has version %d, and this Patchbay knows %d."
                                            .formatted(version, known),
                                    "It is not touched; defaults are in force."));
        }
    }

    void problem(Problem problem) {
        journal.add(new Note.SettingsFault(problem.path(), problem.message(), ""));
    }
}
