/// Changes to the bytes of what passes as it came, on the way there and on the way back.
@NullMarked
package dev.patchbay.codec.edits;

import org.jspecify.annotations.NullMarked;
