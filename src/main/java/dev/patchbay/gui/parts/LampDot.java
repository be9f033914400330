package dev.patchbay.gui.parts;

import dev.patchbay.gui.parts.DoorViewModel.Lamp;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/// A dot in the colour of the door's state.
public final class LampDot extends Region {
    public LampDot() {
        getStyleClass().add("lamp");
    }

    public void follow(ObservableValue<Lamp> lamp) {
        lamp.subscribe(
                now -> {
                    pseudoClassStateChanged(
                            PseudoClass.getPseudoClass("on"),
                            now == Lamp.RUNNING || now == Lamp.BUSY);
                    pseudoClassStateChanged(PseudoClass.getPseudoClass("busy"), now == Lamp.BUSY);
                    pseudoClassStateChanged(
                            PseudoClass.getPseudoClass("attention"), now == Lamp.ATTENTION);
                });
    }
}
