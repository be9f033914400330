/// Kept requests, sent again: where to, as what exchange, and what came of it.
@NullMarked
package dev.patchbay.proxy.replay;

import org.jspecify.annotations.NullMarked;
