/// The Patchbay window: a rail with the screens and the state of the door, and the one screen that
/// is chosen. The screens live in packages of their own and do not know it.
@NullMarked
package dev.patchbay.gui.monitor;

import org.jspecify.annotations.NullMarked;
