/// Rewrites: what is changed in requests on the way.
@NullMarked
package dev.patchbay.gui.settings.rewrites;

import org.jspecify.annotations.NullMarked;
