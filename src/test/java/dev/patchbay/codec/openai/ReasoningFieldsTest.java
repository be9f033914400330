package dev.patchbay.codec.openai;

import static dev.patchbay.hub.PromptBuilder.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.Quirks.ReasoningForm;
import dev.patchbay.hub.Reasoning;
import dev.patchbay.hub.Reasoning.Mode;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.hub.Traits;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How hard to think, in each of the forms.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReasoningFieldsTest {
    private static final Reasoning OFF = plain(Mode.OFF);

    private static Reasoning plain(Mode mode) {
        return new Reasoning(mode, OptionalInt.empty(), Optional.empty(), false);
    }

    private static PromptBuilder asking() {
        return prompt().user("Hi");
    }

    private static Written written(ReasoningForm form, List<String> levels, PromptBuilder prompt) {
        var traits =
                new Traits(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        true,
                        levels,
                        false,
                        false,
                        false);
        return Written.of(prompt, SomeQuirks.with("reasoningForm", form), traits);
    }

    @Test
    void a_budget_becomes_a_level() {
        var levels = List.of("low", "medium", "high", "xhigh");
        written(ReasoningForm.EFFORT, levels, asking().budget(2_000))
                .holds("reasoning_effort", "\"low\"");
        written(ReasoningForm.EFFORT, levels, asking().budget(10_000))
                .holds("reasoning_effort", "\"medium\"");
        written(ReasoningForm.EFFORT, levels, asking().budget(24_000))
                .holds("reasoning_effort", "\"high\"");
        written(ReasoningForm.EFFORT, levels, asking().budget(64_000))
                .holds("reasoning_effort", "\"xhigh\"");
    }

    @Test
    void a_level_that_is_not_accepted_is_rounded_and_told() {
        var written =
                written(
                        ReasoningForm.EFFORT,
                        List.of("low", "high"),
                        asking().effort(Mode.ADAPTIVE, "xhigh"));
        written.holds("reasoning_effort", "\"high\"");
        assertEquals(List.of(Loss.slight("reasoning effort")), written.losses());
    }

    @Test
    void a_model_without_known_levels_is_sent_none() {
        written(ReasoningForm.EFFORT, List.of(), asking().effort(Mode.ADAPTIVE, "high"))
                .lacks("reasoning_effort");
        written(ReasoningForm.EFFORT, List.of(), asking().budget(2_000)).lacks("reasoning_effort");
    }

    @Test
    void adaptive_thinking_without_effort_is_left_to_the_backend() {
        for (var form : ReasoningForm.values()) {
            var written =
                    written(form, List.of("low", "high"), asking().reasoning(plain(Mode.ADAPTIVE)));
            written.lacks("reasoning_effort");
            written.lacks("reasoning");
            written.lacks("chat_template_kwargs");
            assertEquals(List.of(), written.losses());
        }
    }

    @Test
    void no_thinking_is_none_or_minimal_or_nothing() {
        written(ReasoningForm.EFFORT, List.of("none", "low"), asking().reasoning(OFF))
                .holds("reasoning_effort", "\"none\"");
        written(ReasoningForm.EFFORT, List.of("minimal", "low"), asking().reasoning(OFF))
                .holds("reasoning_effort", "\"minimal\"");
        written(ReasoningForm.EFFORT, List.of("low"), asking().reasoning(OFF))
                .lacks("reasoning_effort");
    }

    @Test
    void no_thinking_wins_over_an_effort() {
        written(ReasoningForm.EFFORT, List.of("low", "high"), asking().effort(Mode.OFF, "high"))
                .lacks("reasoning_effort");
    }

    @Test
    void the_object_form_takes_a_budget_or_an_effort() {
        written(ReasoningForm.OBJECT, List.of(), asking().budget(2_000))
                .holds("reasoning", "{\"max_tokens\":2000}");
        written(ReasoningForm.OBJECT, List.of(), asking().effort(Mode.ADAPTIVE, "high"))
                .holds("reasoning", "{\"effort\":\"high\"}");
        written(
                        ReasoningForm.OBJECT,
                        List.of("low", "medium"),
                        asking().effort(Mode.UNSAID, "high"))
                .holds("reasoning", "{\"effort\":\"medium\"}");
    }

    @Test
    void a_budget_that_leaves_no_room_for_the_answer_becomes_an_effort() {
        written(ReasoningForm.OBJECT, List.of(), asking().budget(10_000).maxTokens(8_000))
                .holds("reasoning", "{\"effort\":\"medium\"}");
    }

    @Test
    void the_object_form_does_not_forbid_thinking_to_a_model_it_does_not_know() {
        written(ReasoningForm.OBJECT, List.of(), asking().reasoning(OFF)).lacks("reasoning");
        written(ReasoningForm.OBJECT, List.of("none", "low"), asking().reasoning(OFF))
                .holds("reasoning", "{\"effort\":\"none\"}");
    }

    @Test
    void a_template_is_switched() {
        written(ReasoningForm.TEMPLATE, List.of(), asking().reasoning(OFF))
                .holds("chat_template_kwargs", "{\"enable_thinking\":false}");
        written(ReasoningForm.TEMPLATE, List.of(), asking().budget(2_000))
                .holds("chat_template_kwargs", "{\"enable_thinking\":true}");
        written(ReasoningForm.TEMPLATE, List.of(), asking()).lacks("chat_template_kwargs");
    }

    @Test
    void a_template_that_knows_no_thinking_as_a_level_is_told_so() {
        var written =
                written(ReasoningForm.TEMPLATE, List.of("none", "low"), asking().reasoning(OFF));
        written.holds("reasoning_effort", "\"none\"");
        written.lacks("chat_template_kwargs");
    }

    @Test
    void a_backend_without_any_form_is_told_nothing() {
        var written = written(ReasoningForm.NONE, List.of("low"), asking().budget(2_000));
        written.lacks("reasoning_effort");
        assertEquals(List.of(Loss.slight("reasoning effort")), written.losses());
    }
}
