/// A command line and the terminal behind it: what was typed, what may be printed.
@NullMarked
package dev.patchbay.app.verbs.line;

import org.jspecify.annotations.NullMarked;
