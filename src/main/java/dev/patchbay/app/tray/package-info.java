/// The icon beside the clock: its menu, its notices, its beat.
@NullMarked
package dev.patchbay.app.tray;

import org.jspecify.annotations.NullMarked;
