/// The settings window: its sections beside a rail, and below them how the draft stands.
@NullMarked
package dev.patchbay.gui.settings;

import org.jspecify.annotations.NullMarked;
