package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.OutputLimit;
import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Sampling;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Writes how the answer is drawn, how long it may be and where it must stop.
final class SamplingFields {
    private static final int MOST_STOPS = 4;

    /// Beyond this, Cohere's models refuse it.
    private static final int MOST_TOP_K = 500;

    private final Sampling sampling;
    private final Recipient recipient;
    private final ChatForm form;
    private final Consumer<Loss> losses;

    SamplingFields(Sampling sampling, Recipient recipient, ChatForm form, Consumer<Loss> losses) {
        this.sampling = sampling;
        this.recipient = recipient;
        this.form = form;
        this.losses = losses;
    }

    void write(ObjectNode chat) {
        OutputLimit.of(sampling, recipient, losses)
                .ifPresent(tokens -> chat.put(limitKey(), tokens));
        boolean fixed = recipient.traits().fixedSampling();
        boolean noPenalties = fixed || recipient.traits().noStops();
        put("temperature", "temperature", sampling.temperature(), fixed, chat);
        put("topP", "top_p", sampling.topP(), fixed, chat);
        put(
                "frequencyPenalty",
                "frequency_penalty",
                sampling.frequencyPenalty(),
                noPenalties,
                chat);
        put("presencePenalty", "presence_penalty", sampling.presencePenalty(), noPenalties, chat);
        sampling.topK().ifPresent(count -> topK(count, chat));
        sampling.seed().ifPresent(seed -> chat.put("seed", seed));
        stop(chat);
    }

    /// Both names exist here too, in Oracle's spelling; settings may hold either spelling.
    private String limitKey() {
        var quirk = recipient.quirks().maxTokensKey();
        boolean completion =
                recipient
                        .target()
                        .maxTokensKey()
                        .or(() -> Optional.of(quirk).filter(key -> !key.isEmpty()))
                        .map(key -> key.toLowerCase(Locale.ROOT).contains("completion"))
                        .orElse(recipient.traits().completionKey());
        return completion && form == ChatForm.GENERIC ? "maxCompletionTokens" : "maxTokens";
    }

    private void put(
            String field, String name, OptionalDouble value, boolean refused, ObjectNode chat) {
        if (value.isPresent() && refused) {
            losses.accept(Loss.slight(name));
        } else if (value.isPresent()) {
            chat.put(field, value.getAsDouble());
        }
    }

    private void topK(int count, ObjectNode chat) {
        if (!recipient.quirks().topK() || recipient.traits().fixedSampling()) {
            losses.accept(Loss.slight("top_k"));
        } else {
            chat.put("topK", form == ChatForm.GENERIC ? count : Math.clamp(count, 0, MOST_TOP_K));
        }
    }

    private void stop(ObjectNode chat) {
        var words = sampling.stop().stream().filter(word -> !word.isBlank()).toList();
        int most = recipient.traits().noStops() ? 0 : MOST_STOPS;
        var taken = words.subList(0, Math.min(words.size(), most));
        if (taken.size() < sampling.stop().size()) {
            losses.accept(Loss.felt("stop_sequences"));
        }
        if (!taken.isEmpty()) {
            taken.forEach(chat.putArray(form == ChatForm.GENERIC ? "stop" : "stopSequences")::add);
        }
    }
}
