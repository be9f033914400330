package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.codec.chat.Counters;
import dev.patchbay.hub.Usage;

import org.jspecify.annotations.Nullable;

/// Finds the usage of one answer wherever a backend puts it.
final class UsageReader {
    private final boolean thinkingBesideOutput;
    private Counters counted = Counters.NONE;

    UsageReader(boolean thinkingBesideOutput) {
        this.thinkingBesideOutput = thinkingBesideOutput;
    }

    /// True if this chunk told what was used.
    boolean take(ObjectNode chunk) {
        boolean told = count(usual(chunk.get("usage")));
        told |= count(usual(chunk.path("x_groq").get("usage")));
        for (var choice : Fields.each(chunk, "choices")) {
            told |= count(usual(choice.get("usage")));
        }
        return told | count(ofOllama(chunk)) | count(timings(chunk.get("timings")));
    }

    Usage soFar() {
        return counted.usage(thinkingBesideOutput);
    }

    private boolean count(Counters told) {
        counted = counted.with(told);
        return told.tell();
    }

    private static Counters usual(@Nullable JsonNode usage) {
        if (!(usage instanceof ObjectNode)) {
            return Counters.NONE;
        }
        var promptDetails = first(usage, "prompt_tokens_details", "input_tokens_details");
        var answerDetails = first(usage, "completion_tokens_details", "output_tokens_details");
        return new Counters(
                number(usage, "prompt_tokens", "input_tokens"),
                number(usage, "completion_tokens", "output_tokens"),
                or(
                        number(promptDetails, "cached_tokens"),
                        number(
                                usage,
                                "cache_read_input_tokens",
                                "prompt_cache_hit_tokens",
                                "cached_tokens")),
                or(
                        number(promptDetails, "cache_write_tokens"),
                        number(usage, "cache_creation_input_tokens")),
                or(number(answerDetails, "reasoning_tokens"), number(usage, "reasoning_tokens")));
    }

    private static Counters ofOllama(ObjectNode chunk) {
        return Counters.of(number(chunk, "prompt_eval_count"), number(chunk, "eval_count"));
    }

    /// llama.cpp counts here only the part of the prompt that was not cached.
    private static Counters timings(@Nullable JsonNode timings) {
        if (!(timings instanceof ObjectNode)) {
            return Counters.NONE;
        }
        long fresh = number(timings, "prompt_n");
        long kept = number(timings, "cache_n");
        long prompt = fresh == Counters.UNKNOWN ? fresh : fresh + Math.max(0, kept);
        return Counters.of(prompt, number(timings, "predicted_n")).withCached(kept);
    }

    private static JsonNode first(JsonNode node, String name, String otherName) {
        return node.path(name).isObject() ? node.path(name) : node.path(otherName);
    }

    private static long or(long count, long other) {
        return count == Counters.UNKNOWN ? other : count;
    }

    /// The first of these fields that holds a number.
    private static long number(JsonNode node, String... names) {
        for (var name : names) {
            long number = number(node.path(name));
            if (number != Counters.UNKNOWN) {
                return number;
            }
        }
        return Counters.UNKNOWN;
    }

    private static long number(JsonNode value) {
        if (!value.isNumber() && !value.isTextual()) {
            return Counters.UNKNOWN;
        }
        try {
            return Counters.sane(Double.parseDouble(value.asText()));
        } catch (NumberFormatException e) {
            // Text that is no number tells nothing.
            return Counters.UNKNOWN;
        }
    }
}
