package dev.patchbay.gui.settings;

import dev.patchbay.gui.parts.Screen;

import java.util.function.Supplier;

/// One section of the settings.
///
/// @param key what it is known by; its name is the text `settings.KEY.title`
/// @param icon of Feather: `fth-…`
/// @param make builds it, when it is first shown
record Section(String key, String icon, Supplier<Screen> make) {}
