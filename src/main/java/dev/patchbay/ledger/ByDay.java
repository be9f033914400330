package dev.patchbay.ledger;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BinaryOperator;

/// Sums by day and key. Days are filed under their date and nothing is ever reset, so a clock that
/// jumps ahead and comes back finds every day as it was. Of too many days, the one farthest from
/// the newest goes. Reading never waits.
final class ByDay<K, V> {
    private final int mostDays;
    private final BinaryOperator<V> plus;
    private final ConcurrentNavigableMap<LocalDate, Map<K, V>> days = new ConcurrentSkipListMap<>();

    ByDay(int mostDays, BinaryOperator<V> plus) {
        this.mostDays = mostDays;
        this.plus = plus;
    }

    void add(LocalDate day, K key, V value) {
        days.computeIfAbsent(day, _ -> new ConcurrentHashMap<>()).merge(key, value, plus);
        if (days.size() > mostDays) {
            forgetOne(day);
        }
    }

    private void forgetOne(LocalDate near) {
        days.keySet().stream()
                .max(Comparator.comparingLong(day -> Math.abs(ChronoUnit.DAYS.between(near, day))))
                .ifPresent(days::remove);
    }

    Map<K, V> on(LocalDate day) {
        return days.getOrDefault(day, Map.of());
    }

    /// All days, the oldest first.
    Collection<Map.Entry<LocalDate, Map<K, V>>> all() {
        return days.entrySet();
    }

    /// What is filed under this key on the days from the first to before the last.
    List<V> between(LocalDate first, LocalDate last, K key) {
        return days.subMap(first, last).values().stream()
                .filter(day -> day.containsKey(key))
                .map(day -> day.get(key))
                .toList();
    }
}
