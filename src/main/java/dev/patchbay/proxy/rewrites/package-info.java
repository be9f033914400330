/// What the user's rewrites make of a request, and of the answer where they gave a tool another
/// name.
@NullMarked
package dev.patchbay.proxy.rewrites;

import org.jspecify.annotations.NullMarked;
