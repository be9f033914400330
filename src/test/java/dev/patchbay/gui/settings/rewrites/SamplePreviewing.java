package dev.patchbay.gui.settings.rewrites;

import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Rewrite;

import java.time.Instant;
import java.util.List;

/// Previews that show which rewrite was tried, and on what.
public final class SamplePreviewing implements Previewing {
    static final Sample.Kept KEPT =
            new Sample.Kept(
                    "req_sample",
                    Instant.parse("2026-03-14T15:04:05Z"),
                    "Claude Code",
                    "claude-sonnet-4-5");
    private static final String SAMPLE =
            """
            {
              "model": "sample",
              "max_tokens": 1024,
              "messages": [
                { "role": "user", "content": "Hello" }
              ]
            }
            """;

    @Override
    public List<Sample.Kept> kept() {
        return List.of(KEPT);
    }

    @Override
    public Pair preview(Rewrite rewrite, Sample sample) {
        if (sample.equals(new Sample.BuiltIn(Dialect.OPENAI))) {
            throw new IllegalStateException("There is no such sample here.");
        }
        if (sample.equals(KEPT)) {
            return new Pair("kept", "kept, " + rewrite.edit().kind());
        }
        return rewrite.edit() instanceof Edit.DropField
                ? new Pair(SAMPLE, SAMPLE.replace("  \"max_tokens\": 1024,\n", ""))
                : new Pair(SAMPLE, rewrite.edit().kind() + "\n" + SAMPLE);
    }
}
