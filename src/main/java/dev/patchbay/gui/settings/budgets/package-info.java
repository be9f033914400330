/// Budgets: how much may be spent, and what happens then.
@NullMarked
package dev.patchbay.gui.settings.budgets;

import org.jspecify.annotations.NullMarked;
