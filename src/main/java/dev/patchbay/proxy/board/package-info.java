/// What the settings make of the house, put together anew when they change: an exchange keeps the
/// board that it began with. The ports to the rooms above are here.
@NullMarked
package dev.patchbay.proxy.board;

import org.jspecify.annotations.NullMarked;
