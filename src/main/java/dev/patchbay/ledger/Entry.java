package dev.patchbay.ledger;

import java.time.LocalDate;

/// What was counted under one account on one day of the local calendar. The ledger gives these, and
/// takes them at the start for what was before.
public record Entry(LocalDate day, Account account, Totals totals) {}
