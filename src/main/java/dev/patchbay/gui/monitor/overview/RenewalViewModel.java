package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Another version was installed, and waits for a restart.
final class RenewalViewModel {
    private final Sources sources;
    private final Texts texts;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");

    RenewalViewModel(Sources sources, Texts texts) {
        this.sources = sources;
        this.texts = texts;
    }

    void refresh() {
        title.set(
                sources.installed()
                        .map(version -> texts.get("overview.renewal", version))
                        .orElse(""));
    }

    void restart() {
        sources.restart();
    }

    /// Empty as long as there is nothing to tell.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }
}
