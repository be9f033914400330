package dev.patchbay.gui.monitor.requests;

import dev.patchbay.history.HistoryReader.Marks;

import javafx.collections.ObservableListBase;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// All rows of the table, newest first, of which only a few are in memory.
///
/// The newest are the head: they are there, and come and go as requests do. Behind them is the
/// tail, of which only the length and the beginnings of its pages are known: whoever looks at a row
/// of a page that is not there gets a blank one and has the page fetched. Pages that nobody looked
/// at for long are forgotten.
final class Rows extends ObservableListBase<Row> {
    /// What became of the head.
    ///
    /// @param held how many new ones were not let in
    /// @param gap whether there may be more between the newest and those that were there
    record Merge(int held, boolean gap) {}

    private static final int PAGES = 40;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final int pageSize;
    private final IntConsumer want;
    private final List<Row> head = new ArrayList<>();
    private final Map<Integer, List<Row>> pages = new LinkedHashMap<>(16, 0.75f, true);
    private int tail;

    /// @param head the newest
    /// @param want has a page of the tail fetched
    Rows(List<Facts> head, int pageSize, IntConsumer want) {
        head.forEach(facts -> this.head.add(new Row(facts)));
        this.pageSize = pageSize;
        this.want = want;
    }

    @Override
    public int size() {
        return head.size() + tail;
    }

    @Override
    public Row get(int index) {
        if (index < head.size()) {
            return head.get(index);
        }
        int behind = index - head.size();
        List<Row> page = pages.get(behind / pageSize);
        return (page == null ? blank(behind / pageSize) : page).get(behind % pageSize);
    }

    private List<Row> blank(int page) {
        List<Row> rows = new ArrayList<>();
        for (int i = page * pageSize; i < Math.min(tail, (page + 1) * pageSize); i++) {
            rows.add(new Row());
        }
        if (pages.size() >= PAGES) {
            Iterator<Integer> longest = pages.keySet().iterator();
            longest.next();
            longest.remove();
        }
        pages.put(page, rows);
        want.accept(page);
        return rows;
    }

    /// Only among those that are there: looking must not fetch anything.
    @Override
    public int indexOf(Object row) {
        int at = head.indexOf(row);
        if (at >= 0) {
            return at;
        }
        for (var page : pages.entrySet()) {
            int within = page.getValue().indexOf(row);
            if (within >= 0) {
                return head.size() + page.getKey() * pageSize + within;
            }
        }
        return -1;
    }

    /// Not as lists are: a table that was given other rows must look at them, though there be none
    /// in either, because only the new ones tell what comes.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean contains(Object row) {
        return indexOf(row) >= 0;
    }

    /// Those that are there and whose request is not over.
    Stream<Row> underWay() {
        return Stream.concat(head.stream(), pages.values().stream().flatMap(List::stream))
                .filter(row -> row.facts() != null && row.facts().isUnderWay());
    }

    int headSize() {
        return head.size();
    }

    // ------------------------------------------------------------------ the tail

    void addTail(Marks marks) {
        beginChange();
        tail = marks.rows();
        nextAdd(head.size(), size());
        endChange();
    }

    /// A page that was fetched. False if it is not what the marks said.
    boolean fill(int page, List<Facts> facts) {
        List<Row> rows = pages.get(page);
        if (rows == null) {
            return true; // forgotten meanwhile
        }
        for (int i = 0; i < Math.min(rows.size(), facts.size()); i++) {
            rows.get(i).show(facts.get(i));
        }
        return rows.size() <= facts.size();
    }

    /// It could not be fetched; whoever looks again has it tried again.
    void forget(int page) {
        pages.remove(page);
    }

    // ------------------------------------------------------------------ the head

    /// Puts the newest where they belong: new ones come, those that fit no longer go, and the
    /// others say what they say now.
    ///
    /// @param newest in order
    /// @param all whether there are no others than these
    /// @param hold whether those that are newer than all that is shown have to wait
    Merge merge(List<Facts> newest, boolean all, boolean hold) {
        long floor = all || newest.isEmpty() ? UNKNOWN : newest.getLast().key();
        long top = head.isEmpty() ? UNKNOWN : key(0);
        if (!hold && top < floor && !head.isEmpty()) {
            return new Merge(0, true);
        }
        beginChange();
        int at = 0;
        int held = 0;
        for (Facts next : newest) {
            at = removeDownTo(next.key(), at);
            if (at < head.size() && key(at) == next.key()) {
                head.get(at++).show(next);
            } else if (hold && next.key() > top) {
                held++;
            } else {
                head.add(at, new Row(next));
                nextAdd(at, ++at);
            }
        }
        while (at < head.size() && key(at) >= floor) {
            drop(at);
        }
        endChange();
        return new Merge(held, false);
    }

    private int removeDownTo(long key, int at) {
        while (at < head.size() && key(at) > key) {
            drop(at);
        }
        return at;
    }

    private void drop(int at) {
        Row row = head.remove(at);
        nextRemove(at, row);
    }

    private long key(int at) {
        Facts facts = head.get(at).facts();
        return facts == null ? UNKNOWN : facts.key();
    }
}
