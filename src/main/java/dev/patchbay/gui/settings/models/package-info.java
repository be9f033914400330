/// Models: the names that clients ask for, and where they lead.
@NullMarked
package dev.patchbay.gui.settings.models;

import org.jspecify.annotations.NullMarked;
