package dev.patchbay.gui.settings.rewrites;

import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.Rewrite;

import java.time.Instant;
import java.util.List;

/// What rewrites make of a request. All of it may block.
public interface Previewing {
    /// A request, before and after.
    record Pair(String before, String after) {}

    /// A request to try a rewrite on.
    sealed interface Sample {
        /// One that ships with the program, of a client of this dialect.
        record BuiltIn(Dialect front) implements Sample {}

        /// One that was kept.
        record Kept(String id, Instant at, String client, String asked) implements Sample {}
    }

    /// The newest requests whose bodies are kept.
    List<Sample.Kept> kept() throws Exception;

    /// Throws why there is nothing to be seen.
    Pair preview(Rewrite rewrite, Sample sample) throws Exception;
}
