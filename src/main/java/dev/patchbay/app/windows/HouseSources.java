package dev.patchbay.app.windows;

import dev.patchbay.app.house.OpenPast;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.monitor.overview.Sources;
import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
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
import java.util.Set;

/// The overview's figures, from the house.
record HouseSources(Wiring house, OpenPast past, HouseCredits left, Runnable again)
        implements Sources {
    private static final Set<Sum.Part> BY_MODEL = Set.of(Sum.Part.MODEL);

    @Override
    public Snapshot ledger() {
        return house.ledger().snapshot();
    }

    @Override
    public List<Standing> budgets() {
        return house.budgets().standings();
    }

    @Override
    public Optional<String> installed() {
        return house.renewal().ready();
    }

    @Override
    public void restart() {
        again.run();
    }

    @Override
    public List<Health> backends() {
        return house.switchboard().health();
    }

    @Override
    public Map<String, CreditLeft> credits() {
        return left.all();
    }

    @Override
    public void reset(String backend) {
        house.switchboard().reset(backend);
    }

    @Override
    public List<KeptExchange> latest(int most) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? List.of() : reader.get().page(Filter.ALL, most).exchanges();
    }

    @Override
    public List<Sum<Instant>> hours(Instant from, Instant to) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? List.of() : reader.get().hours(from, to, BY_MODEL);
    }

    @Override
    public List<Sum<LocalDate>> days(LocalDate from, LocalDate to) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? List.of() : reader.get().days(from, to, BY_MODEL);
    }
}
