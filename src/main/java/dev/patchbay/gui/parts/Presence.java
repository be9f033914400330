package dev.patchbay.gui.parts;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// Shows things only while there is something to show; then they take no room either.
public final class Presence {
    private Presence() {}

    public static void present(Node node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }

    public static void present(Node node, ObservableValue<Boolean> when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
    }
}
