/// The first run: from a backend to a request that went through, in under two minutes.
@NullMarked
package dev.patchbay.gui.firstrun;

import org.jspecify.annotations.NullMarked;
