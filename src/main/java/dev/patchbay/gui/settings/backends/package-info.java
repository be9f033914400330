/// Backends: who answers, by which keys, and whether they do.
@NullMarked
package dev.patchbay.gui.settings.backends;

import org.jspecify.annotations.NullMarked;
