package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Loss;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What is lost while a request is prepared, perhaps on another thread, is held until that work is
/// back on the exchange's own; from then on losses are told as they come.
final class Losses implements Consumer<Loss> {
    private final Consumer<Loss> told;
    private @Nullable List<Loss> held = new ArrayList<>();

    Losses(Consumer<Loss> told) {
        this.told = told;
    }

    @Override
    public void accept(Loss loss) {
        if (held == null) {
            told.accept(loss);
        } else {
            held.add(loss);
        }
    }

    void arrive() {
        List<Loss> waited = held == null ? List.of() : held;
        held = null;
        waited.forEach(told);
    }
}
