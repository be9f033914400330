/// What comes in: the listening server, who may enter, whose dialect a request speaks, and its
/// body read whole. Here a request becomes an exchange, or is answered at once.
@NullMarked
package dev.patchbay.proxy.door;

import org.jspecify.annotations.NullMarked;
