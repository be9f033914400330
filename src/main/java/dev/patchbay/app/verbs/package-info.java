/// The verbs of the command line.
@NullMarked
package dev.patchbay.app.verbs;

import org.jspecify.annotations.NullMarked;
