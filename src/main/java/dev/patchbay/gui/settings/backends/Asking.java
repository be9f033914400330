package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.proxy.Health;
import dev.patchbay.proxy.Switchboard.SignInCode;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What can be asked of backends as they are saved. All of it may block.
public interface Asking {
    /// One question of a test, and what came of it.
    ///
    /// @param detail for people
    record Tick(Question question, Outcome outcome, String detail) {}

    /// In the order in which they are asked.
    enum Question {
        REACH,
        AUTH,
        MODELS,
        STREAMING,
        TOOLS
    }

    enum Outcome {
        YES,
        NO,
        NOT_ASKED
    }

    List<Health> health();

    List<Tick> test(String backend);

    List<String> models(String backend);

    /// What is left where services tell it, by the backends' ids.
    Map<String, CreditLeft> credits();

    /// Whether somebody is signed in there.
    boolean signedIn(String backend);

    /// Signs a person in; comes back when they are, and throws why they are not. Interrupt the
    /// thread to give it up.
    void signIn(String backend, Consumer<SignInCode> show);

    /// Shows a page of the web.
    void browse(String page);
}
