/// From deltas to events: how the answer of any chat dialect is heard, whichever fields carry it.
@NullMarked
package dev.patchbay.codec.chat;

import org.jspecify.annotations.NullMarked;
