package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Reasoning;

import java.util.Optional;

/// Turns thinking on for a request whose model name asked for it.
final class Reasoned {
    private Reasoned() {}

    static Prompt on(Prompt prompt) {
        Reasoning said = prompt.reasoning();
        Optional<String> effort = said.effort().or(() -> Optional.of("high"));
        return prompt.withReasoning(
                new Reasoning(Reasoning.Mode.ON, said.budget(), effort, said.hidden()));
    }
}
