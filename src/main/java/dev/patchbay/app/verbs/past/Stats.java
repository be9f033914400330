package dev.patchbay.app.verbs.past;

import dev.patchbay.history.Sum;
import dev.patchbay.history.Totals;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// What passed on some days, added up in several ways.
record Stats(LocalDate first, LocalDate last, List<Sum<LocalDate>> sums) {
    /// What belongs together under one name.
    ///
    /// @param estimated the part of it that Patchbay counted by itself
    /// @param replayed the part of it that somebody sent again
    record Line(String name, Totals totals, Totals estimated, Totals replayed) {}

    Stats {
        sums = List.copyOf(sums);
    }

    Line all() {
        return line("all", sums);
    }

    List<Line> days() {
        return lines(it -> it.when().toString()).sorted(Comparator.comparing(Line::name)).toList();
    }

    List<Line> models() {
        return byRequests(
                it ->
                        it.group().backend().isEmpty()
                                ? ""
                                : it.group().backend() + "/" + it.group().model());
    }

    List<Line> aliases() {
        return byRequests(it -> it.group().alias());
    }

    List<Line> profiles() {
        return byRequests(it -> it.group().profile());
    }

    private List<Line> byRequests(Function<Sum<LocalDate>, String> name) {
        return lines(name)
                .sorted(
                        Comparator.comparingLong((Line line) -> -line.totals().requests())
                                .thenComparing(Line::name))
                .toList();
    }

    private java.util.stream.Stream<Line> lines(Function<Sum<LocalDate>, String> name) {
        return sums.stream()
                .collect(java.util.stream.Collectors.groupingBy(name))
                .entrySet()
                .stream()
                .map(it -> line(it.getKey(), it.getValue()));
    }

    private static Line line(String name, List<Sum<LocalDate>> sums) {
        return new Line(
                name,
                Sum.all(sums),
                Sum.all(sums.stream().filter(it -> it.group().estimated()).toList()),
                Sum.all(sums.stream().filter(it -> it.group().replay()).toList()));
    }
}
