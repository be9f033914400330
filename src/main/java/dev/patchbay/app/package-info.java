/// Where the program begins.
@NullMarked
package dev.patchbay.app;

import org.jspecify.annotations.NullMarked;
