/// Who answers: a configured service behind one small contract, dialect bytes in, dialect bytes
/// out.
///
/// A backend never translates and knows no client, route or window. What happened on the way is
/// told to the {@link Answer}; the proxy writes the notes.
@NullMarked
package dev.patchbay.backend;

import org.jspecify.annotations.NullMarked;
