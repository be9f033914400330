/// Verbs for keys and local tokens.
@NullMarked
package dev.patchbay.app.verbs.keys;

import org.jspecify.annotations.NullMarked;
