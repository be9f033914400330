package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Condition.Kind;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader.Page;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptExchange;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The table: fetches what fits the filter, and keeps its head as new as the requests are.
final class TableViewModel {
    static final int PAGE = 200;

    /// A head that grew longer than this becomes part of the tail.
    private static final int LONGEST_HEAD = 2_000;

    /// What is looked up for news, besides the newest page: requests under way further down.
    private static final int MOST_OLD = 50;

    /// The newest in words, which are found where nothing has to be drawn.
    ///
    /// @param next where the others begin, if there are others
    private record Newest(List<Facts> facts, OptionalLong next) {}

    /// The head as it is now.
    private record News(Newest newest, Map<String, Facts> old) {}

    private final Sources sources;
    private final Growing growing;
    private final Errands errands;
    private final Wording wording;
    private final FilterViewModel filters;
    private final ReadOnlyObjectWrapper<Rows> rows;
    private final ReadOnlyObjectWrapper<Condition> condition;
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper held = new ReadOnlyStringWrapper("");
    private final BooleanProperty atTop = new SimpleBooleanProperty(true);
    private String sum = "";
    private List<Long> begins = List.of();
    private int generation;
    private boolean asking;

    TableViewModel(
            Sources sources,
            Growing growing,
            Errands errands,
            Wording wording,
            FilterViewModel filters) {
        this.sources = sources;
        this.growing = growing;
        this.errands = errands;
        this.wording = wording;
        this.filters = filters;
        rows = new ReadOnlyObjectWrapper<>(new Rows(List.of(), PAGE, _ -> {}));
        condition = new ReadOnlyObjectWrapper<>(new Condition(Kind.LOADING, "", "", ""));
    }

    // ------------------------------------------------------------------ everything anew

    void load() {
        int now = ++generation;
        asking = true;
        Filter filter = filters.filterProperty().get();
        errands.run(
                () -> newest(filter),
                newest -> {
                    if (now == generation) {
                        asking = false;
                        begin(filter, newest);
                    }
                },
                fault -> {
                    if (now == generation) {
                        asking = false;
                        fail(fault);
                    }
                });
        sumUp(filter, now);
    }

    private Newest newest(Filter filter) throws Unreadable {
        Page page = sources.newest(filter, PAGE);
        return new Newest(facts(page), page.next());
    }

    private void begin(Filter filter, Newest newest) {
        int now = generation;
        held.set("");
        begins = List.of();
        rows.set(new Rows(newest.facts(), PAGE, index -> fetch(filter, now, index)));
        tell();
        if (newest.next().isPresent()) {
            long next = newest.next().getAsLong();
            errands.run(
                    () -> sources.marks(filter, next, PAGE),
                    marks -> {
                        if (now == generation) {
                            List<Long> all = new ArrayList<>(List.of(next));
                            all.addAll(marks.nexts());
                            begins = all;
                            rows.get().addTail(marks);
                            tell();
                        }
                    },
                    this::fail);
        }
    }

    private void fetch(Filter filter, int then, int index) {
        long begin = begins.get(index);
        Rows asked = rows.get();
        errands.run(
                () -> facts(sources.beyond(filter, begin, PAGE)),
                page -> {
                    if (then == generation && !asked.fill(index, page)) {
                        load(); // some of them are kept no longer
                    }
                },
                fault -> {
                    asked.forget(index);
                    fail(fault);
                });
    }

    private void sumUp(Filter filter, int now) {
        sum = "";
        if (!filters.isWide()) {
            errands.run(
                    () -> sources.total(filter),
                    totals -> {
                        if (now == generation) {
                            sum = " · " + wording.sum(totals);
                            tell();
                        }
                    },
                    this::fail);
        }
    }

    private void fail(Exception fault) {
        condition.set(
                Condition.of(
                        Kind.FAILED,
                        texts(),
                        "requests.history",
                        String.valueOf(fault.getMessage())));
    }

    // ------------------------------------------------------------------ news

    /// Looks what became of the newest, unless that is being done.
    void refresh() {
        if (asking) {
            return;
        }
        asking = true;
        int now = generation;
        Filter filter = filters.filterProperty().get();
        List<String> old = openBelow();
        errands.run(
                () -> look(filter, old),
                news -> {
                    if (now == generation) {
                        asking = false;
                        show(news);
                    }
                },
                fault -> {
                    if (now == generation) {
                        asking = false;
                        fail(fault);
                    }
                });
    }

    /// Those under way that the newest page does not reach.
    private List<String> openBelow() {
        return rows.get()
                .underWay()
                .map(row -> Optional.ofNullable(row.facts()).map(it -> it.exchange().id()))
                .flatMap(Optional::stream)
                .limit(MOST_OLD)
                .toList();
    }

    private News look(Filter filter, List<String> old) throws Unreadable {
        Newest newest = newest(filter);
        Map<String, Facts> found = new HashMap<>();
        for (String id : old) {
            if (newest.facts().stream().noneMatch(it -> it.exchange().id().equals(id))) {
                sources.exchange(id).ifPresent(it -> found.put(id, facts(it)));
            }
        }
        return new News(newest, found);
    }

    private void show(News news) {
        Rows now = rows.get();
        now.underWay()
                .forEach(
                        row ->
                                Optional.ofNullable(row.facts())
                                        .map(it -> news.old().get(it.exchange().id()))
                                        .ifPresent(row::show));
        boolean all = news.newest().next().isEmpty();
        Rows.Merge merge = now.merge(news.newest().facts(), all && begins.isEmpty(), !atTop.get());
        if (merge.gap() || all && !begins.isEmpty() || now.headSize() > LONGEST_HEAD) {
            load();
            return;
        }
        held.set(merge.held() == 0 ? "" : texts().get("requests.held", merge.held()));
        tell();
    }

    /// Those under way say how far they are.
    void grow() {
        rows.get()
                .underWay()
                .forEach(
                        row ->
                                Optional.ofNullable(row.facts())
                                        .ifPresent(it -> row.show(facts(it.exchange()))));
    }

    private List<Facts> facts(Page page) {
        return page.exchanges().stream().map(this::facts).toList();
    }

    private Facts facts(KeptExchange exchange) {
        return wording.facts(exchange, growing.letters(exchange.id()));
    }

    private void tell() {
        int size = rows.get().size();
        count.set(texts().get("requests.count", size) + (size == 0 ? "" : sum));
        condition.set(size > 0 ? Condition.READY : nothing());
    }

    private Condition nothing() {
        if (filters.isWide()) {
            return Condition.of(Kind.EMPTY, texts(), "requests.empty");
        }
        boolean words = !filters.filterProperty().get().text().isEmpty();
        boolean kept = sources.keepsBodies();
        return Condition.of(
                Kind.EMPTY, texts(), words && !kept ? "requests.nothingKept" : "requests.nothing");
    }

    private Texts texts() {
        return wording.texts();
    }

    /// Other rows altogether whenever something else is looked for.
    ReadOnlyObjectProperty<Rows> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// How many wait above; may be empty.
    ReadOnlyStringProperty heldProperty() {
        return held.getReadOnlyProperty();
    }

    /// Whether the newest row is in sight; where it is not, new ones wait.
    BooleanProperty atTopProperty() {
        return atTop;
    }

    ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
