package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Sampling;
import dev.patchbay.hub.Traits;

import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Keeps a prompt and its answer within a model's known window, because many servers refuse a
/// request whose two together
/// could overflow although the answer would be short.
final class Window {
    // No text has more tokens than this share of its bytes, so most requests need no count.
    private static final int BYTES_PER_TOKEN = 2;

    private Window() {}

    /// Whether the prompt may have to be counted, which is slow.
    static boolean isNear(Prompt prompt, int bytes, Traits traits) {
        return traits.window().isPresent()
                && prompt.sampling().maxTokens().isPresent()
                && (long) bytes / BYTES_PER_TOKEN + prompt.sampling().maxTokens().getAsInt()
                        > traits.window().getAsInt();
    }

    /// The same prompt with an output limit that fits. A prompt that leaves no room at all is for
    /// the backend to refuse: our count is an estimate, its own is not.
    static Prompt fitted(
            Prompt prompt, Traits traits, LongSupplier estimate, Consumer<Loss> losses) {
        int window = traits.window().orElse(Integer.MAX_VALUE);
        int wanted = prompt.sampling().maxTokens().orElse(0);
        long left = window - estimate.getAsLong();
        if (left <= 0 || wanted <= left) {
            return prompt;
        }
        losses.accept(Loss.felt("max_tokens above the model's window"));
        return prompt.withSampling(withLimit(prompt.sampling(), (int) left));
    }

    private static Sampling withLimit(Sampling sampling, int limit) {
        return new Sampling(
                OptionalInt.of(limit),
                sampling.temperature(),
                sampling.topP(),
                sampling.topK(),
                sampling.stop(),
                sampling.frequencyPenalty(),
                sampling.presencePenalty(),
                sampling.seed());
    }
}
