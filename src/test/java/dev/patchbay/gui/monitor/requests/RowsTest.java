package dev.patchbay.gui.monitor.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.monitor.MonitorShots;
import dev.patchbay.gui.monitor.overview.SampleSources;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.history.HistoryReader.Marks;

import javafx.collections.ListChangeListener;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RowsTest {
    private static final Wording WORDING =
            new Wording(
                    MonitorShots.TEXTS,
                    new Figures(Locale.US, ZoneOffset.UTC),
                    SampleSources.CLOCK);

    private final List<Integer> wanted = new ArrayList<>();

    private Rows rows(long... keys) {
        return new Rows(facts(keys), 10, wanted::add);
    }

    private static List<Facts> facts(long... keys) {
        return Arrays.stream(keys)
                .mapToObj(key -> WORDING.facts(SampleRequests.exchange((int) key, 0, false), 0))
                .toList();
    }

    private static List<Long> keys(Rows rows, int count) {
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Facts facts = rows.get(i).facts();
            keys.add(facts == null ? -1 : facts.key());
        }
        return keys;
    }

    @Test
    void two_without_a_row_are_not_the_same_because_one_of_them_tells_what_comes() {
        assertNotEquals(rows(), rows());
    }

    @Test
    void new_ones_come_first_and_those_that_fit_no_longer_go() {
        Rows rows = rows(9, 7, 5);
        rows.merge(facts(10, 9, 5), true, false);
        assertEquals(List.of(10L, 9L, 5L), keys(rows, 3));
        assertEquals(3, rows.size());
    }

    @Test
    void one_that_comes_to_fit_later_takes_its_place_in_time() {
        Rows rows = rows(9, 5);
        rows.merge(facts(9, 8, 5), true, false);
        assertEquals(List.of(9L, 8L, 5L), keys(rows, 3));
    }

    @Test
    void what_lies_below_the_newest_page_stays() {
        Rows rows = rows(9, 7, 5, 3);
        rows.merge(facts(10, 9, 7), false, false);
        assertEquals(List.of(10L, 9L, 7L, 5L, 3L), keys(rows, 5));
    }

    @Test
    void while_somebody_reads_further_down_new_ones_wait() {
        Rows rows = rows(9, 7);
        Rows.Merge merge = rows.merge(facts(11, 10, 9, 7), true, true);
        assertEquals(2, merge.held());
        assertEquals(List.of(9L, 7L), keys(rows, 2));
    }

    @Test
    void a_page_of_nothing_but_new_ones_may_hide_others_behind_it() {
        assertTrue(rows(9, 7).merge(facts(30, 29, 28), false, false).gap());
        assertFalse(rows(9, 7).merge(facts(30, 29, 9), false, false).gap());
    }

    @Test
    void a_row_stays_the_same_row_when_what_it_says_changes() {
        Rows rows = rows(9, 7);
        Row row = rows.get(1);
        rows.merge(facts(10, 9, 7), true, false);
        assertEquals(row, rows.get(2));
    }

    @Test
    void whoever_listens_can_keep_a_copy() {
        long seed = 4_711;
        var random = new Random(seed);
        Rows rows = rows();
        List<Row> copy = new ArrayList<>();
        rows.addListener((ListChangeListener<Row>) change -> follow(change, copy));
        for (int i = 0; i < 300; i++) {
            var keys = new TreeSet<Long>();
            for (int k = 0; k < random.nextInt(12); k++) {
                keys.add((long) random.nextInt(1, 30));
            }
            long[] newest = keys.descendingSet().stream().mapToLong(it -> it).toArray();
            rows.merge(facts(newest), true, random.nextInt(4) == 0);
            assertEquals(List.copyOf(rows), copy, "seed " + seed + ", " + i);
        }
    }

    private static void follow(ListChangeListener.Change<? extends Row> change, List<Row> copy) {
        while (change.next()) {
            copy.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
            copy.addAll(change.getFrom(), change.getAddedSubList());
        }
    }

    @Test
    void a_row_of_the_tail_is_blank_until_its_page_has_come() {
        Rows rows = rows(99, 98);
        rows.addTail(new Marks(List.of(80L, 70L), 25));
        assertEquals(27, rows.size());
        assertNull(rows.get(2 + 12).facts());
        assertEquals(List.of(1), wanted);
        assertTrue(rows.fill(1, facts(79, 78, 77, 76, 75, 74, 73, 72, 71, 70)));
        assertEquals(77, rows.get(2 + 12).facts().key());
    }

    @Test
    void a_page_is_fetched_once_and_again_only_after_it_was_forgotten() {
        Rows rows = rows();
        rows.addTail(new Marks(List.of(), 1_000));
        rows.get(5);
        rows.get(6);
        assertEquals(List.of(0), wanted);
        for (int page = 1; page < 60; page++) {
            rows.get(page * 10);
        }
        rows.get(5);
        assertEquals(2, wanted.stream().filter(it -> it == 0).count());
    }

    @Test
    void a_page_that_has_become_shorter_is_told() {
        Rows rows = rows();
        rows.addTail(new Marks(List.of(), 10));
        rows.get(0);
        assertFalse(rows.fill(0, facts(3, 2)));
    }

    @Test
    void looking_for_a_row_fetches_nothing() {
        Rows rows = rows(99);
        rows.addTail(new Marks(List.of(), 100_000));
        assertEquals(-1, rows.indexOf(new Row()));
        assertEquals(List.of(), wanted);
    }
}
