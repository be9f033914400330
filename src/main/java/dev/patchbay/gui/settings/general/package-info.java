/// General: our own door, the desktop, the log.
@NullMarked
package dev.patchbay.gui.settings.general;

import org.jspecify.annotations.NullMarked;
