/// The tools and schemas of a prompt as a backend can take them: names, choice, and JSON Schema
/// without what it refuses.
@NullMarked
package dev.patchbay.codec.tools;

import org.jspecify.annotations.NullMarked;
