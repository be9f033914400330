package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.binding.BooleanExpression;

/// The door, should it not have opened: whose the port is, and another one that is free. Told in
/// every step, because clients are led to the port.
final class PortViewModel {
    private final DoorViewModel door;
    private final Runnable moved;

    /// @param moved told when clients are to be led elsewhere
    PortViewModel(DoorViewModel.Door source, Errands errands, Texts texts, Runnable moved) {
        this.door = new DoorViewModel(source, errands, texts);
        this.moved = moved;
    }

    /// Looks at the door.
    void beat() {
        door.beat();
    }

    /// Takes the free port, from now on.
    void use() {
        door.move(moved);
    }

    // ------------------------------------------------------------------ what is shown

    DoorViewModel door() {
        return door;
    }

    BooleanExpression shut() {
        return door.openProperty().not();
    }
}
