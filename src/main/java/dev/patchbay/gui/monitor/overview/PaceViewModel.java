package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.ledger.Second;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// The last five minutes: how fast tokens came and went. Each point is the mean of a few seconds,
/// for what a backend tells at the end of a request would be a needle in the one second in which it
/// did.
final class PaceViewModel {
    /// One line over time.
    ///
    /// @param points tokens a second, the newest last
    /// @param most the round number that all of them lie below
    /// @param now the newest, for people
    record Line(List<Double> points, double most, String now) {
        static final Line NONE = new Line(List.of(), LEAST, "");

        Line {
            points = List.copyOf(points);
        }
    }

    /// How many seconds are one point.
    static final int MEAN_OF = 5;

    /// An axis that shows less is of no use.
    private static final double LEAST = 10;

    private final Texts texts;
    private final Figures figures;
    private final ReadOnlyObjectWrapper<Line> in = new ReadOnlyObjectWrapper<>(Line.NONE);
    private final ReadOnlyObjectWrapper<Line> out = new ReadOnlyObjectWrapper<>(Line.NONE);

    PaceViewModel(Texts texts, Figures figures) {
        this.texts = texts;
        this.figures = figures;
    }

    void show(List<Second> series) {
        in.set(line(series, Second::input));
        out.set(line(series, Second::output));
    }

    private Line line(List<Second> series, ToLongFunction<Second> what) {
        List<Double> points =
                IntStream.range(0, series.size() / MEAN_OF)
                        .mapToObj(i -> series.subList(i * MEAN_OF, (i + 1) * MEAN_OF))
                        .map(few -> mean(few, what))
                        .toList();
        double highest = points.stream().mapToDouble(it -> it).max().orElse(0);
        double now = points.isEmpty() ? 0 : points.getLast();
        return new Line(
                points, roundedUp(highest), texts.get("overview.pace.now", figures.tenths(now)));
    }

    private static double mean(List<Second> few, ToLongFunction<Second> what) {
        return Math.max(0, few.stream().mapToLong(what).sum()) / (double) few.size();
    }

    /// The next of 10, 20, 40, 60, 80, 100, 200 …, which halve well.
    static double roundedUp(double highest) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(highest, LEAST))));
        for (double step : new double[] {1, 2, 4, 6, 8}) {
            if (highest <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /// How an axis names this many.
    String axis(double value) {
        return figures.compact(Math.round(value));
    }

    ReadOnlyObjectProperty<Line> inProperty() {
        return in.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Line> outProperty() {
        return out.getReadOnlyProperty();
    }
}
