/// Where a name leads: from the name that a client asks for and the nature of its prompt to a
/// chain of targets, and the reason.
@NullMarked
package dev.patchbay.proxy.routing;

import org.jspecify.annotations.NullMarked;
