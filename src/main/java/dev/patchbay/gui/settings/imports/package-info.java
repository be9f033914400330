/// What an older program's file would bring, shown before it is taken.
@NullMarked
package dev.patchbay.gui.settings.imports;

import org.jspecify.annotations.NullMarked;
