package dev.patchbay.gui.settings.about;

import java.util.List;

/// What this program is, and where its files are.
///
/// @param runtime the Java that it runs on
/// @param folders from the most asked for
public record Facts(String version, String runtime, List<Folder> folders, List<Licence> licences) {
    /// @param key its name is the text `settings.about.KEY`
    public record Folder(String key, String path) {}

    /// Whose work is in it, and by which licence.
    public record Licence(String name, String licence) {}

    public Facts {
        folders = List.copyOf(folders);
        licences = List.copyOf(licences);
    }
}
