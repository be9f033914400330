package dev.patchbay.gui.settings.models;

import dev.patchbay.settings.When;

import java.util.OptionalInt;

/// What a case of an alias asks for. In the file one case can ask for several; such a one is shown
/// by its first, and keeps the others until another is chosen here.
enum CaseKind {
    LONGER,
    IMAGES,
    THINKING,
    WEB_SEARCH,
    BACKGROUND;

    static final int USUAL_LENGTH = 60_000;

    static CaseKind of(When when) {
        if (when.longerThan().isPresent()) {
            return LONGER;
        }
        if (when.images()) {
            return IMAGES;
        }
        if (when.thinking()) {
            return THINKING;
        }
        return when.webSearch() ? WEB_SEARCH : BACKGROUND;
    }

    /// @param was what is kept of what else the file says there
    When when(When was, int longerThan) {
        return new When(
                this == LONGER ? OptionalInt.of(longerThan) : OptionalInt.empty(),
                this == IMAGES,
                this == THINKING,
                this == WEB_SEARCH,
                this == BACKGROUND,
                was.written());
    }
}
