package dev.patchbay.app.verbs.past;

import dev.patchbay.history.Totals;
import dev.patchbay.hub.Dollars;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Sums for people.
final class StatsTable {
    private static final List<String> HEAD =
            List.of(
                    "requests",
                    "failed",
                    "input",
                    "cache read",
                    "cache write",
                    "output",
                    "cached",
                    "cost");
    private static final String GAP = "  ";

    private StatsTable() {}

    static String of(Stats stats) {
        String period = "%s to %s".formatted(stats.first(), stats.last());
        if (stats.sums().isEmpty()) {
            return "Nothing passed from %s.%n".formatted(period);
        }
        var text = new StringBuilder("What passed from %s%n".formatted(period));
        List<Stats.Line> days = new ArrayList<>(stats.days());
        days.add(stats.all());
        table("day", days, text);
        table("model", stats.models(), text);
        table("alias", stats.aliases(), text);
        if (stats.profiles().size() > 1) {
            table("profile", stats.profiles(), text);
        }
        footnotes(stats.all(), text);
        return text.toString();
    }

    private static void table(String what, List<Stats.Line> lines, StringBuilder text) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        lines.forEach(line -> rows.add(cells(line)));
        List<String> names = new ArrayList<>();
        names.add(what);
        lines.forEach(line -> names.add(line.name().isEmpty() ? "(none)" : line.name()));
        int first = names.stream().mapToInt(String::length).max().orElse(0);
        text.append(System.lineSeparator());
        for (int row = 0; row < rows.size(); row++) {
            text.append(padded(names.get(row), -first));
            for (int column = 0; column < HEAD.size(); column++) {
                text.append(GAP).append(padded(rows.get(row).get(column), width(rows, column)));
            }
            text.append(System.lineSeparator());
        }
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    /// @param width negative for a text, positive for a number
    private static String padded(String cell, int width) {
        return ("%" + width + "s").formatted(cell);
    }

    private static List<String> cells(Stats.Line line) {
        Totals totals = line.totals();
        String about = line.estimated().requests() > 0 ? "~" : "";
        return List.of(
                number(totals.requests()),
                number(totals.failed()),
                about + number(totals.input()),
                number(totals.cacheRead()),
                number(totals.cacheWrite()),
                about + number(totals.output()),
                cached(totals),
                cost(totals, about));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// The part of all prompts that came from caches.
    private static String cached(Totals totals) {
        return totals.prompt() == 0
                ? "–"
                : "%d %%".formatted(Math.round(100.0 * totals.cacheRead() / totals.prompt()));
    }

    private static String cost(Totals totals, String about) {
        if (totals.unpriced() == 0) {
            return about + Dollars.of(totals.cost());
        }
        return totals.cost() == 0 ? "no price" : about + Dollars.of(totals.cost()) + "+";
    }

    private static void footnotes(Stats.Line all, StringBuilder text) {
        var notes = new ArrayList<String>();
        if (all.estimated().requests() > 0) {
            notes.add("~ partly counted by Patchbay, because the backend did not");
        }
        if (all.totals().unpriced() > 0 && all.totals().cost() > 0) {
            notes.add(
                    "+ requests without a price, which are not in the sum: "
                            + number(all.totals().unpriced()));
        }
        if (all.replayed().requests() > 0) {
            notes.add(
                    "replays among them: %s, for %s"
                            .formatted(
                                    number(all.replayed().requests()),
                                    Dollars.of(all.replayed().cost())));
        }
        if (!notes.isEmpty()) {
            text.append(System.lineSeparator());
            notes.forEach(note -> text.append(note).append(System.lineSeparator()));
        }
    }
}
