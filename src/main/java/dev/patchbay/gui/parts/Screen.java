package dev.patchbay.gui.parts;

import javafx.scene.Parent;
import javafx.scene.input.KeyCombination;

import java.util.Map;

/// One screen of a window. Its controller is one; the window tells it what happens around it.
public interface Screen {
    /// What is shown; always the same.
    Parent root();

    /// It comes into sight.
    default void appear() {}

    /// A beat of the pulse, while it is in sight.
    default void beat() {}

    /// It goes out of sight.
    default void leave() {}

    /// F5: everything is looked up again, as when it comes into sight.
    default void refresh() {
        appear();
    }

    /// Ctrl+F: to where one types what to look for.
    default void find() {}

    /// Esc: closes what is open within it. False where there is nothing to close.
    default boolean back() {
        return false;
    }

    /// Shows what has this id, if it shows such things.
    default void seek(String id) {}

    /// Keys of its own, besides those above.
    default Map<KeyCombination, Runnable> shortcuts() {
        return Map.of();
    }

    /// It will not be shown again.
    default void close() {}
}
