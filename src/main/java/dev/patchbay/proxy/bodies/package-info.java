/// The bodies of requests: read, unpacked and parsed, within what may be held at once; and what was
/// kept of those that were here before.
@NullMarked
package dev.patchbay.proxy.bodies;

import org.jspecify.annotations.NullMarked;
