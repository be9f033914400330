package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.firstrun.Setup.Refused;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.proxy.Switchboard.State;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.OptionalInt;

/// The door, should it not have opened: whose the port is, and another one that is free. Told in
/// every step, because clients are led to the port.
final class PortViewModel {
    private final DoorViewModel door;
    private final DoorViewModel.Door source;
    private final Setup setup;
    private final Errands errands;
    private final Texts texts;
    private final Runnable moved;
    private final ReadOnlyBooleanWrapper shut = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper moving = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper offer = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private State seen = new State.Stopped();
    private OptionalInt free = OptionalInt.empty();

    /// @param moved told when clients are to be led elsewhere
    PortViewModel(
            DoorViewModel.Door source, Setup setup, Errands errands, Texts texts, Runnable moved) {
        this.source = source;
        this.door = new DoorViewModel(source, errands, texts);
        this.setup = setup;
        this.errands = errands;
        this.texts = texts;
        this.moved = moved;
    }

    /// Looks at the door.
    void beat() {
        door.beat();
        State now = source.state();
        shut.set(!(now instanceof State.Running));
        if (!now.equals(seen)) {
            seen = now;
            offer(OptionalInt.empty());
            if (now instanceof State.PortTaken(int port)) {
                errands.run(() -> setup.freePort(port), this::offer, this::failed);
            }
        }
    }

    private void offer(OptionalInt port) {
        free = port;
        offer.set(
                port.isPresent()
                        ? texts.get("firstRun.port.use", String.valueOf(port.getAsInt()))
                        : "");
    }

    /// Takes the free port, from now on.
    void use() {
        if (free.isEmpty() || moving.get()) {
            return;
        }
        int port = free.getAsInt();
        moving.set(true);
        trouble.set("");
        errands.run(
                () -> {
                    setup.usePort(port);
                    return true;
                },
                _ -> {
                    moving.set(false);
                    beat();
                    moved.run();
                },
                this::failed);
    }

    private void failed(Exception fault) {
        moving.set(false);
        trouble.set(
                fault instanceof Refused refused
                        ? refused.message()
                        : texts.get("firstRun.fault", fault.getClass().getSimpleName()));
    }

    // ------------------------------------------------------------------ what is shown

    DoorViewModel door() {
        return door;
    }

    ReadOnlyBooleanProperty shutProperty() {
        return shut.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty movingProperty() {
        return moving.getReadOnlyProperty();
    }

    /// What the button says that takes another port; empty where there is none.
    ReadOnlyStringProperty offerProperty() {
        return offer.getReadOnlyProperty();
    }

    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }
}
