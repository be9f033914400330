/// What happens right now, and what it cost: the screen that is shown first.
@NullMarked
package dev.patchbay.gui.monitor.overview;

import org.jspecify.annotations.NullMarked;
