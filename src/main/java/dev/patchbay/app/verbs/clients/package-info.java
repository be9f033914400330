/// Verbs for the programs that talk to us.
@NullMarked
package dev.patchbay.app.verbs.clients;

import org.jspecify.annotations.NullMarked;
