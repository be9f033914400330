/// The bodies of requests: read, unpacked and parsed, within what may be held at once.
@NullMarked
package dev.patchbay.proxy.bodies;

import org.jspecify.annotations.NullMarked;
