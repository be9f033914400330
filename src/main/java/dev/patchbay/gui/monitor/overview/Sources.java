package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.Sum;
import dev.patchbay.ledger.Snapshot;
import dev.patchbay.ledger.Standing;
import dev.patchbay.proxy.Health;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the overview has its figures from. The first four are at hand; all others may block.
public interface Sources {
    Snapshot ledger();

    List<Standing> budgets();

    /// The version that was installed while we ran, if one was.
    Optional<String> installed();

    /// Has Patchbay begin anew with it; a person is asked before what becomes of requests under
    /// way.
    void restart();

    List<Health> backends();

    /// What is left where services tell it, by the backends' ids.
    Map<String, CreditLeft> credits();

    /// Forgets what a backend's failures have led to.
    void reset(String backend);

    /// The newest requests, those under way included.
    List<KeptExchange> latest(int most) throws Unreadable;

    /// What ended in these hours, by model.
    List<Sum<Instant>> hours(Instant from, Instant to) throws Unreadable;

    /// What ended on these days, by model.
    List<Sum<LocalDate>> days(LocalDate from, LocalDate to) throws Unreadable;
}
