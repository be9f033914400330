/// An answer's bytes whose kind shows only as they come: frames, one JSON value, or the text of an
/// error.
@NullMarked
package dev.patchbay.codec.body;

import org.jspecify.annotations.NullMarked;
