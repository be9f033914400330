/// The life of the program without a verb: which icon or window it shows while it serves.
@NullMarked
package dev.patchbay.app.modes;

import org.jspecify.annotations.NullMarked;
