package dev.patchbay.gui.settings.rewrites;

import dev.patchbay.settings.Rewrite;

/// What rewrites make of a request.
public interface Previewing {
    /// A sample request, before and after.
    record Pair(String before, String after) {}

    Pair preview(Rewrite rewrite);
}
