package dev.patchbay.proxy.routing;

import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Tool;
import dev.patchbay.settings.When;
import dev.patchbay.tokens.Estimator;

import java.util.List;

/// What a request is like, as far as the cases of an alias ask.
///
/// @param images it has pictures, in whatever turn
/// @param thinking it asks for thinking
/// @param webSearch it offers a server's web search
/// @param background it is a small side request without tools
/// @param length how long it is
public record Nature(
        boolean images, boolean thinking, boolean webSearch, boolean background, Length length) {

    /// How long a request is. The true count is slow: never on an I/O thread.
    interface Length {
        /// Whether it cannot be ruled out, at a glance, that there are more tokens than this.
        boolean mayExceed(int tokens);

        boolean exceeds(int tokens, Target target);
    }

    /// Side requests (titles, summaries, guesses at the next step) bring a few thousand letters;
    /// the agents' own requests bring their tools.
    private static final int SMALL = 16 * 1024;

    public static Nature of(Prompt prompt, int bytes, Estimator estimator) {
        return new Nature(
                prompt.turns().stream().anyMatch(turn -> hasImage(turn.parts())),
                switch (prompt.reasoning().mode()) {
                    case ON, ADAPTIVE -> true;
                    case OFF, UNSAID -> false;
                },
                prompt.tools().stream().anyMatch(Tool.WebSearch.class::isInstance),
                isSmall(prompt, bytes),
                new Counted(prompt, bytes, estimator));
    }

    /// Of a request that could not be read nobody knows what it is.
    private static boolean isSmall(Prompt prompt, int bytes) {
        return prompt.tools().isEmpty() && !prompt.turns().isEmpty() && bytes <= SMALL;
    }

    private static boolean hasImage(List<Part> parts) {
        for (Part part : parts) {
            boolean image =
                    switch (part) {
                        case Part.Image _ -> true;
                        case Part.ToolResult(_, List<Part> content, _) -> hasImage(content);
                        case Part.Text _,
                                Part.Document _,
                                Part.ToolCall _,
                                Part.Thinking _,
                                Part.CacheMark _,
                                Part.Unknown _ ->
                                false;
                    };
            if (image) {
                return true;
            }
        }
        return false;
    }

    Nature withThinking() {
        return new Nature(images, true, webSearch, background, length);
    }

    /// Whether all that is said holds.
    ///
    /// @param target whose tokens are counted
    boolean is(When when, Target target) {
        return (images || !when.images())
                && (thinking || !when.thinking())
                && (webSearch || !when.webSearch())
                && (background || !when.background())
                && (when.longerThan().isEmpty() || isLonger(when.longerThan().getAsInt(), target));
    }

    private boolean isLonger(int tokens, Target target) {
        return length.mayExceed(tokens) && length.exceeds(tokens, target);
    }

    /// @param bytes of the request as JSON
    public record Counted(Prompt prompt, int bytes, Estimator estimator) implements Length {
        // A token is a byte or more, and some families count a fifth more of them; what attachments
        // cost without showing it in their bytes.
        private static final long ATTACHED = 3_000;

        @Override
        public boolean mayExceed(int tokens) {
            return bytes + bytes / 4 > tokens || bytes + bytes / 4 + ATTACHED * attached() > tokens;
        }

        @Override
        public boolean exceeds(int tokens, Target target) {
            return estimator.prompt(prompt, target) > tokens;
        }

        private long attached() {
            return prompt.turns().stream().mapToLong(turn -> attached(turn.parts())).sum();
        }

        private static long attached(List<Part> parts) {
            long count = 0;
            for (Part part : parts) {
                count +=
                        switch (part) {
                            case Part.Image _, Part.Document _ -> 1;
                            case Part.ToolResult(_, List<Part> content, _) -> attached(content);
                            case Part.Text _,
                                    Part.ToolCall _,
                                    Part.Thinking _,
                                    Part.CacheMark _,
                                    Part.Unknown _ ->
                                    0;
                        };
            }
            return count;
        }
    }
}
