/// Finished exchanges on disk: written by one thread, found, summed and exported by whoever asks.
/// SQLite lives here and nowhere else.
@NullMarked
package dev.patchbay.history;

import org.jspecify.annotations.NullMarked;
