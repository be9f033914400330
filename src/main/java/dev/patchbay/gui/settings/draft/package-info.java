/// Settings that a person is changing, before they are saved: one draft for all sections, and the
/// fields that show and change a part of it.
@NullMarked
package dev.patchbay.gui.settings.draft;

import org.jspecify.annotations.NullMarked;
