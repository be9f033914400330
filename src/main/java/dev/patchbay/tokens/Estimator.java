package dev.patchbay.tokens;

import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.Turn;

import java.util.List;

/// Estimates tokens where no backend has counted them. One estimator answers `count_tokens`, fills
/// the first usage of a stream and stands in for usage that never came, so the three agree.
///
/// May be shared by any number of threads; asked only where waiting is allowed, because the first
/// count loads a table and a long prompt takes milliseconds.
public final class Estimator {
    private static final int CACHE_BYTES = 4 << 20;

    // What the chat templates put around each thing; a few tokens in every one we know.
    private static final long PER_PROMPT = 3;
    private static final long PER_TURN = 4;
    private static final long PER_TOOL = 8;
    private static final long PER_CALL = 6;

    private final Families families = Families.shipped();
    private final TextCounts counts;
    private final Calibration calibration;

    public Estimator(Calibration calibration) {
        this(new Jtokkit(), calibration);
    }

    Estimator(Tokenizer tokenizer, Calibration calibration) {
        this.counts = new TextCounts(tokenizer, CACHE_BYTES);
        this.calibration = calibration;
    }

    /// All that this prompt is as input there; never 0.
    public long prompt(Prompt prompt, Target target) {
        return calibrated(prompt(prompt, target.model()), target);
    }

    public long text(String text, Target target) {
        return calibrated(text(text, target.model()), target);
    }

    private long calibrated(long count, Target target) {
        return (long) Math.ceil(count * calibration.factor(target));
    }

    /// Whether it is worth its time to learn from one more exchange with this target.
    public boolean isCurious(Target target) {
        return calibration.isCurious(target);
    }

    /// Compares our count of a prompt with the backend's own.
    public void learn(Prompt prompt, Target target, long told) {
        calibration.learn(target, prompt(prompt, target.model()), told);
    }

    long prompt(Prompt prompt, String model) {
        var sum = new Sum(families.of(model));
        sum.fixed += PER_PROMPT;
        if (!prompt.system().isEmpty()) {
            sum.fixed += PER_TURN;
            sum.parts(prompt.system());
        }
        for (Turn turn : prompt.turns()) {
            sum.fixed += PER_TURN;
            sum.parts(turn.parts());
        }
        prompt.tools().forEach(sum::tool);
        if (prompt.format() instanceof OutputFormat.JsonSchema(_, var schema, _)) {
            sum.text(schema.toString());
        }
        return sum.total();
    }

    long text(String text, String model) {
        var sum = new Sum(families.of(model));
        sum.text(text);
        return sum.total();
    }

    /// What is known of a family is about its texts; what we add ourselves and what is no text
    /// stays outside of it.
    private final class Sum {
        private final Family family;
        private double text;
        private long fixed;

        Sum(Family family) {
            this.family = family;
        }

        long total() {
            return fixed + (long) Math.ceil(text);
        }

        void text(String more) {
            text += family.tokens(more, it -> counts.count(it, family.vocabulary()));
        }

        void parts(List<Part> parts) {
            parts.forEach(this::part);
        }

        private void part(Part part) {
            switch (part) {
                case Part.Text(String said) -> text(said);
                case Part.Image(var source) -> fixed += Attached.image(source);
                case Part.Document(var title, var source) -> {
                    title.ifPresent(this::text);
                    fixed += Attached.document(source);
                }
                case Part.ToolCall(_, String name, String input) -> {
                    fixed += PER_CALL;
                    text(name);
                    text(input);
                }
                case Part.ToolResult(_, List<Part> content, _) -> {
                    fixed += PER_CALL;
                    parts(content);
                }
                // Its signature is for the backend's eyes and no input to the model.
                case Part.Thinking(String thought, _) -> text(thought);
                case Part.CacheMark _ -> {}
                case Part.Unknown(Opaque content, List<Opaque> grown) -> {
                    text(content.json().toString());
                    grown.forEach(more -> text(more.json().toString()));
                }
            }
        }

        void tool(Tool tool) {
            fixed += PER_TOOL;
            switch (tool) {
                case Tool.Function(String name, var description, var schema, _, _) -> {
                    text(name);
                    description.ifPresent(this::text);
                    text(schema.toString());
                }
                case Tool.WebSearch(_, Opaque definition) -> text(definition.json().toString());
            }
        }
    }
}
