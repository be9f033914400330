/// What all windows share: texts, figures, fonts and colours, the pulse, slow work, what a screen
/// is, and small controls. Knows no single window.
@NullMarked
package dev.patchbay.gui.parts;

import org.jspecify.annotations.NullMarked;
