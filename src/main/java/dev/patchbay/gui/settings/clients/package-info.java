/// Clients: which programs are connected, and what connecting changes.
@NullMarked
package dev.patchbay.gui.settings.clients;

import org.jspecify.annotations.NullMarked;
