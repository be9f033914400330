package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.OutputLimit;
import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Sampling;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Writes how the answer is drawn, how long it may be and where it must stop.
final class SamplingFields {
    private static final String MAX_TOKENS = "max_tokens";
    private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";
    private static final int MOST_STOPS = 4;

    // Azure writes GPT-3.5 as gpt-35.
    private static final Pattern COUNTS_COMPLETION =
            Pattern.compile("o\\d.*|gpt-(?!35)([5-9]|\\d\\d).*");

    private final Sampling sampling;
    private final Recipient recipient;
    private final Consumer<Loss> losses;

    SamplingFields(Sampling sampling, Recipient recipient, Consumer<Loss> losses) {
        this.sampling = sampling;
        this.recipient = recipient;
        this.losses = losses;
    }

    /// Writes the fields and answers the output limit, if there is one.
    OptionalInt write(ObjectNode body) {
        var limit = OutputLimit.of(sampling, recipient, losses);
        limit.ifPresent(tokens -> body.put(limitKey(), tokens));
        free("temperature", sampling.temperature(), body);
        free("top_p", sampling.topP(), body);
        penalty("frequency_penalty", sampling.frequencyPenalty(), body);
        penalty("presence_penalty", sampling.presencePenalty(), body);
        if (sampling.topK().isPresent()) {
            if (recipient.quirks().topK()) {
                body.put("top_k", sampling.topK().getAsInt());
            } else {
                losses.accept(Loss.slight("top_k"));
            }
        }
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
        stop(body);
        return limit;
    }

    private String limitKey() {
        var ofTarget = recipient.target().maxTokensKey();
        if (ofTarget.isPresent()) {
            return ofTarget.get();
        }
        if (!recipient.quirks().maxTokensKey().isEmpty()) {
            return recipient.quirks().maxTokensKey();
        }
        return recipient.traits().completionKey() || countsCompletion(recipient.target().model())
                ? MAX_COMPLETION_TOKENS
                : MAX_TOKENS;
    }

    static boolean countsCompletion(String model) {
        var name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return COUNTS_COMPLETION.matcher(name).matches();
    }

    private void free(String field, OptionalDouble value, ObjectNode body) {
        if (value.isEmpty()) {
            return;
        }
        if (recipient.traits().fixedSampling()) {
            losses.accept(Loss.slight(field));
        } else {
            body.put(field, value.getAsDouble());
        }
    }

    private void penalty(String field, OptionalDouble value, ObjectNode body) {
        if (value.isPresent() && recipient.traits().noStops()) {
            losses.accept(Loss.slight(field));
        } else {
            free(field, value, body);
        }
    }

    private void stop(ObjectNode body) {
        if (recipient.traits().noStops() && !sampling.stop().isEmpty()) {
            losses.accept(Loss.felt("stop_sequences"));
            return;
        }
        var words = sampling.stop().stream().filter(word -> !word.isBlank()).toList();
        var taken = words.subList(0, Math.min(words.size(), MOST_STOPS));
        if (taken.size() < sampling.stop().size()) {
            losses.accept(Loss.felt("stop_sequences"));
        }
        if (!taken.isEmpty()) {
            taken.forEach(body.putArray("stop")::add);
        }
    }
}
