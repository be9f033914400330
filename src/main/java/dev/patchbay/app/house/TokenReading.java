package dev.patchbay.app.house;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.keys.KeyRing;
import dev.patchbay.keys.LocalTokens;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.Settings;

import java.nio.file.Path;
import java.util.Optional;

/// Reads the local tokens that settings name, and says which were made and which cannot be had.
///
/// @param given a token that comes from outside of the settings
record TokenReading(
        Optional<Secret> given,
        KeyRing secrets,
        Path settingsFolder,
        SettingsNotes notes,
        Journal journal) {
    LocalTokens of(Settings settings) {
        var loaded = LocalTokens.load(settings.server().tokens(), given, secrets, settingsFolder);
        loaded.made().forEach(name -> journal.add(new Note.TokenMade(name)));
        loaded.problems().forEach(notes::problem);
        return loaded;
    }
}
