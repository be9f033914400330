package dev.patchbay.gui.settings.draft;

import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;

import java.util.Optional;

/// Who keeps the settings.
public interface Keeper {
    /// As the file has them; the same object for as long as nobody changes them.
    Settings stored();

    /// Keeps others in their place, all at once. Keys that they hold in the clear go to where keys
    /// are kept. Refused where the stored ones are not the known ones any more. May block.
    void replace(Settings known, Settings next) throws SettingsRefused, SecretUnavailable;

    /// Why they cannot be changed at present, if that is so.
    Optional<String> readOnly();

    /// What says this for the present run instead of the file, as a person would name it.
    Optional<String> override(Overrides.Field field);
}
