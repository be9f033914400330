package dev.patchbay.codec.tools;

import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Leaves out the tools that are of no use to the recipient's model: a screen for one that is
/// blind.
final class UsableTools {
    private UsableTools() {}

    static Prompt of(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        if (recipient.traits().images()) {
            return prompt;
        }
        List<Tool> usable = new ArrayList<>();
        for (Tool tool : prompt.tools()) {
            if (tool instanceof Tool.Function function && function.visual().isPresent()) {
                losses.accept(Loss.felt("tool " + function.visual().get()));
            } else {
                usable.add(tool);
            }
        }
        boolean demanded = prompt.choice().mode() == ToolChoice.Mode.ANY;
        if (demanded && usable.isEmpty() && !prompt.tools().isEmpty()) {
            throw ProxyError.of(
                    ProxyError.Kind.BAD_REQUEST,
                    "tool_choice: one of the tools must be called, but without vision none can be"
                            + " used (backend '%s').".formatted(recipient.backend()));
        }
        return prompt.withTools(usable);
    }
}
