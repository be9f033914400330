/// The system around us: where its users' files belong, who else uses its ports,
/// and the socket over which programs of ours talk to each other. No screens.
@NullMarked
package dev.patchbay.desktop;

import org.jspecify.annotations.NullMarked;
