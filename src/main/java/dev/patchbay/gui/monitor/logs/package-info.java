/// What the journal tells, line by line.
@NullMarked
package dev.patchbay.gui.monitor.logs;

import org.jspecify.annotations.NullMarked;
