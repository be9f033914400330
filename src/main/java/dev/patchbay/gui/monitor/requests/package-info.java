/// Every request that is kept or under way, and what can be done with one.
@NullMarked
package dev.patchbay.gui.monitor.requests;

import org.jspecify.annotations.NullMarked;
