/// Oracle's Generative AI, as its own chat call speaks it: one envelope around three forms of
/// request, `GENERIC`, `COHERE` and `COHEREV2`.
@NullMarked
package dev.patchbay.codec.oci;

import org.jspecify.annotations.NullMarked;
