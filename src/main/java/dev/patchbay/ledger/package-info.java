/// What it cost: running totals of everything that passed, the tariff that prices it, and the
/// budgets that limit it. Hears the journal; the proxy does not know that it is there.
@NullMarked
package dev.patchbay.ledger;

import org.jspecify.annotations.NullMarked;
