/// What the windows need of the house, each screen in its own words.
@NullMarked
package dev.patchbay.app.windows;

import org.jspecify.annotations.NullMarked;
