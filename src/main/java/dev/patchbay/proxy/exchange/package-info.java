/// One exchange from start to end: its route is asked for, one target after another is asked, the
/// answer goes back, and the end is told to the journal.
@NullMarked
package dev.patchbay.proxy.exchange;

import org.jspecify.annotations.NullMarked;
