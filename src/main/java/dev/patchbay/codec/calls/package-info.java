/// An answer's tool calls, put together from fragments in any order, their arguments mended.
@NullMarked
package dev.patchbay.codec.calls;

import org.jspecify.annotations.NullMarked;
