/// Privacy and keys: what is kept of requests, and where keys are.
@NullMarked
package dev.patchbay.gui.settings.privacy;

import org.jspecify.annotations.NullMarked;
