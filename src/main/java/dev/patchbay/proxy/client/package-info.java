/// The way back to a client: as fast as it takes bytes, until it leaves.
@NullMarked
package dev.patchbay.proxy.client;

import org.jspecify.annotations.NullMarked;
