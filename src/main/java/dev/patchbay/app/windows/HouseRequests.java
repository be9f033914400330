package dev.patchbay.app.windows;

import dev.patchbay.app.house.OpenPast;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.monitor.requests.Sources;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.HistoryReader.Marks;
import dev.patchbay.history.HistoryReader.Page;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptBody;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.Totals;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.SettingsRefused;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The requests of the house.
record HouseRequests(Wiring house, OpenPast past) implements Sources {
    private static final Page NOTHING = new Page(List.of(), OptionalLong.empty());

    @Override
    public Page newest(Filter filter, int most) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? NOTHING : reader.get().page(filter, most);
    }

    @Override
    public Page beyond(Filter filter, long next, int most) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? NOTHING : reader.get().page(filter, next, most);
    }

    @Override
    public Marks marks(Filter filter, long next, int most) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? new Marks(List.of(), 0) : reader.get().marks(filter, next, most);
    }

    @Override
    public Totals total(Filter filter) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? Totals.NONE : reader.get().total(filter);
    }

    @Override
    public Optional<KeptExchange> exchange(String id) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? Optional.empty() : reader.get().exchange(id);
    }

    @Override
    public List<KeptBody> bodies(KeptExchange exchange) throws Unreadable {
        Optional<HistoryReader> reader = past.reader();
        return reader.isEmpty() ? List.of() : reader.get().bodies(exchange);
    }

    @Override
    public List<String> backends() {
        return house.settings().current().backends().stream().map(BackendSettings::id).toList();
    }

    @Override
    public boolean keepsBodies() {
        return house.settings().current().history().keepBodies();
    }

    @Override
    public void keepBodies() throws SettingsRefused {
        house.settings()
                .update(settings -> settings.withHistory(settings.history().withKeepBodies(true)));
    }
}
