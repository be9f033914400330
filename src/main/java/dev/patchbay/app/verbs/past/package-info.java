/// Verbs for what was: sums, exports, requests sent again.
@NullMarked
package dev.patchbay.app.verbs.past;

import org.jspecify.annotations.NullMarked;
