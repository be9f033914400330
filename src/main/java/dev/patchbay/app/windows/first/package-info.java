/// What the first run needs of the house.
@NullMarked
package dev.patchbay.app.windows.first;

import org.jspecify.annotations.NullMarked;
