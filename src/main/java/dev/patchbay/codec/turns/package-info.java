/// A prompt's turns as the messages that a chat template accepts: in order, in pairs, nothing
/// empty, a fit end.
@NullMarked
package dev.patchbay.codec.turns;

import org.jspecify.annotations.NullMarked;
