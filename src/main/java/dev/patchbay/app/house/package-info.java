/// A Patchbay that runs: the one place that builds its services, and what they share with the verbs
/// and the windows.
@NullMarked
package dev.patchbay.app.house;

import org.jspecify.annotations.NullMarked;
