package dev.patchbay.backend;

import org.xnio.XnioIoThread;

import java.util.Optional;
import java.util.function.Consumer;

/// Always the same, whatever the backend says.
record OneStep(Signing.Step step) implements Signing {
    @Override
    public void first(XnioIoThread io, Consumer<Step> then) {
        then.accept(step);
    }

    @Override
    public boolean mayMend(int status) {
        return false;
    }

    @Override
    public void next(Refusal refusal, XnioIoThread io, Consumer<Optional<Step>> then) {
        then.accept(Optional.empty());
    }
}
