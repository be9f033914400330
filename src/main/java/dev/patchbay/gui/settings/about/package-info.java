/// About: which program this is, and where its files are.
@NullMarked
package dev.patchbay.gui.settings.about;

import org.jspecify.annotations.NullMarked;
