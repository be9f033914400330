package dev.patchbay.gui.monitor;

import dev.patchbay.gui.parts.Screen;

import javafx.scene.input.KeyCombination;

import java.util.Optional;
import java.util.function.Function;

/// A place of the rail, and the screen that it leads to.
///
/// @param key its name in the bundle is `monitor.key`
/// @param icon of the Feather font, as `fth-list`
/// @param shortcut what leads there, too
/// @param make builds the screen when it is first looked at; what it is given leads to the others
public record Place(
        String key,
        String icon,
        Optional<KeyCombination> shortcut,
        Function<MonitorController, Screen> make) {}
