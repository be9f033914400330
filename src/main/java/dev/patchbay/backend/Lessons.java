package dev.patchbay.backend;

import dev.patchbay.codec.oci.ChatForm;
import dev.patchbay.hub.Hosting;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// What a backend's refusals taught us of its models while the program runs: the name of the output
/// limit, whether it takes `stream_options`, and at OCI how long an answer may be and which form of
/// request it takes.
public final class Lessons {
    private static final Pattern NAMES_THE_FORM =
            Pattern.compile("api[ _]?format|cohere_?v2", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMES_THE_MOST =
            Pattern.compile(
                    "max_?(?:completion_?|output_?)?tokens\\b.{0,80}?(?:<=|less than or equal"
                            + " to|at most|up to|exceeds?|maximum|limit)\\D{0,20}(\\d{2,7})\\b",
                    Pattern.CASE_INSENSITIVE);

    private final BackendSettings settings;
    private final Map<String, Lesson> byModel = new ConcurrentHashMap<>();

    Lessons(BackendSettings settings) {
        this.settings = settings;
    }

    public Lesson of(String model) {
        return byModel.computeIfAbsent(model, Lesson::new);
    }

    /// The lessons of one model.
    public final class Lesson {
        private final String model;
        private volatile Optional<String> limitKey = Optional.empty();
        private volatile boolean noStreamOptions;
        private volatile OptionalInt mostOutput = OptionalInt.empty();
        private volatile Optional<String> form = Optional.empty();

        private Lesson(String model) {
            this.model = model;
        }

        /// Takes a refusal in; true if it taught something new.
        public boolean learn(ProxyError error) {
            if (error.kind() != ProxyError.Kind.BAD_REQUEST) {
                return false;
            }
            if (learnWish(error)) {
                return true;
            }
            String text = error.message();
            if (text.contains("max_tokens") && limitKey.isEmpty() && namesTheKey(text)) {
                // Both texts exist: "use max_completion_tokens instead of max_tokens", and the
                // reverse.
                int unknown = text.indexOf("max_completion_tokens");
                limitKey =
                        Optional.of(
                                unknown >= 0
                                                && unknown < text.indexOf("max_tokens")
                                                && !text.contains("instead")
                                        ? "max_tokens"
                                        : "max_completion_tokens");
                return true;
            }
            return settings.kind() == BackendKind.OCI && (learnForm(text) || learnMost(text));
        }

        /// The same of the one thing that we add to a client's own request.
        public boolean learnWish(ProxyError error) {
            String text = error.message();
            boolean named = text.contains("stream_options") || text.contains("streamOptions");
            if (error.kind() != ProxyError.Kind.BAD_REQUEST || !named || noStreamOptions) {
                return false;
            }
            noStreamOptions = true;
            return true;
        }

        /// Cohere's models come in two forms, and which one a new model takes is a guess.
        private boolean learnForm(String text) {
            var guess = ChatForm.of(settings.hosting(model), model);
            if (form.isPresent()
                    || guess == ChatForm.GENERIC
                    || !NAMES_THE_FORM.matcher(text).find()) {
                return false;
            }
            form = Optional.of(guess.other().name());
            return true;
        }

        private boolean learnMost(String text) {
            var found = NAMES_THE_MOST.matcher(text);
            if (mostOutput.isPresent() || !found.find()) {
                return false;
            }
            mostOutput = OptionalInt.of(Integer.parseInt(found.group(1)));
            return true;
        }

        private boolean namesTheKey(String text) {
            String lower = text.toLowerCase(java.util.Locale.ROOT);
            return lower.contains("unsupported")
                    || lower.contains("not supported")
                    || lower.contains("unknown")
                    || lower.contains("unrecognized")
                    || lower.contains("extra")
                    || lower.contains("instead");
        }

        public Target taught(Target target) {
            return limitKey.isEmpty() || target.maxTokensKey().isPresent()
                    ? target
                    : new Target(
                            target.backend(),
                            target.model(),
                            target.temperature(),
                            limitKey,
                            target.maxTokens(),
                            target.extra());
        }

        public Traits taught(Traits traits) {
            int most = mostOutput.orElse(Integer.MAX_VALUE);
            return most < traits.maxOutput().orElse(Integer.MAX_VALUE)
                    ? traits.withMaxOutput(most)
                    : traits;
        }

        public Hosting taught(Hosting hosting) {
            return form.map(hosting::withForm).orElse(hosting);
        }

        public Quirks taught(Quirks quirks) {
            return noStreamOptions && !quirks.noStreamOptions()
                    ? settings.withQuirk(
                                    "noStreamOptions",
                                    com.fasterxml.jackson.databind.node.BooleanNode.TRUE)
                            .allQuirks()
                    : quirks;
        }
    }
}
