/// What a backend's refusal means: its kind, whom it blames, when to come again, and no secret of
/// its text.
@NullMarked
package dev.patchbay.codec.errors;

import org.jspecify.annotations.NullMarked;
