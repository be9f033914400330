package dev.patchbay.app.verbs.past;

import dev.patchbay.app.house.Opened;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.Sum;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;

/// `patchbay stats`: what passed on the last days, summed up. It opens the file itself.
public final class StatsVerb {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 36_500;

    private final CommandLine line;
    private final AppPaths paths;
    private final PrintStream out;

    public StatsVerb(CommandLine line, AppPaths paths, PrintStream out) {
        this.line = line;
        this.paths = paths;
        this.out = out;
    }

    public int run() throws Misuse, HistoryReader.Unreadable {
        line.none();
        LocalDate today = LocalDate.now();
        LocalDate first = today.minusDays(days() - 1L);
        List<Sum<LocalDate>> sums;
        try (var history = Opened.of(paths)) {
            sums =
                    history.reader().isPresent()
                            ? history.reader()
                                    .get()
                                    .days(first, today.plusDays(1), EnumSet.allOf(Sum.Part.class))
                            : List.of();
        }
        var stats = new Stats(first, today, sums);
        out.print(line.has("json") ? StatsJson.of(stats) : StatsTable.of(stats));
        return 0;
    }

    private int days() throws Misuse {
        String said = line.options().getOrDefault("days", String.valueOf(USUAL_DAYS));
        if (said.matches("\\d{1,5}")) {
            int days = Integer.parseInt(said);
            if (days >= 1 && days <= MOST_DAYS) {
                return days;
            }
        }
        throw new Misuse(
                "The option '--days' must be a whole number from 1 to %d.".formatted(MOST_DAYS));
    }
}
