package dev.patchbay.settings;

import java.nio.file.Path;
import java.util.List;

/// What happened to the settings. Told in order, on the thread on which it happened; a listener
/// must be quick and must not change the settings in turn.
public sealed interface SettingsNews {
    /// The file was read, at the start or because someone else changed it.
    record Loaded(Settings settings, List<Problem> problems) implements SettingsNews {}

    /// A change of ours is in force and on the disk.
    record Saved(Settings settings, List<Problem> problems) implements SettingsNews {}

    /// A file whose content did not come into force.
    sealed interface Refused extends SettingsNews {}

    /// The file's content cannot be used; the settings in force stay.
    record Rejected(List<Problem> problems) implements Refused {}

    /// The file could not be read and was moved out of the way; we began with defaults.
    record MovedAside(Path from, Path to, String reason) implements Refused {}

    /// A newer Patchbay wrote the file. It is not touched, and changes are refused.
    record NewerVersion(int version, int known) implements Refused {}
}
