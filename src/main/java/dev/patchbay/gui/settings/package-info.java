/// The settings window.
@NullMarked
package dev.patchbay.gui.settings;

import org.jspecify.annotations.NullMarked;
