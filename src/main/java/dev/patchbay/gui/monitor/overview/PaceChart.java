package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.monitor.overview.PaceViewModel.Line;

import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.scene.chart.AreaChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/// One line over the last five minutes, with its name and its newest value above it.
public final class PaceChart extends VBox {
    private static final int MINUTES = 5;
    private static final int MINUTE = 60;
    private static final int LINES = 2;
    private static final double AXIS = 44;

    private final Label name = new Label();
    private final Label now = new Label();
    private final NumberAxis time = new NumberAxis(-MINUTES * MINUTE, 0, MINUTE);
    private final NumberAxis speed = new NumberAxis(0, 1, 1);
    private final XYChart.Series<Number, Number> series = new XYChart.Series<>();

    public PaceChart() {
        var chart =
                new AreaChart<>(time, speed, FXCollections.observableArrayList(List.of(series)));
        chart.setAnimated(false);
        chart.setCreateSymbols(false);
        chart.setLegendVisible(false);
        chart.setVerticalGridLinesVisible(false);
        chart.setVerticalZeroLineVisible(false);
        chart.setHorizontalZeroLineVisible(false);
        chart.setMinHeight(0);
        chart.setFocusTraversable(false);
        for (NumberAxis axis : List.of(time, speed)) {
            axis.setAnimated(false);
            axis.setAutoRanging(false);
            axis.setMinorTickVisible(false);
            axis.setTickMarkVisible(false);
        }
        speed.setMinWidth(AXIS);
        speed.setPrefWidth(AXIS);
        speed.setMaxWidth(AXIS);
        var dot = new Region();
        dot.getStyleClass().add("pace-dot");
        name.getStyleClass().add("pace-name");
        now.getStyleClass().add("pace-now");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var legend = new HBox(dot, name, gap, now);
        legend.getStyleClass().add("pace-legend");
        VBox.setVgrow(chart, Priority.ALWAYS);
        getStyleClass().add("pace");
        getChildren().addAll(legend, chart);
    }

    /// Whether moments are named below it; not needed above another chart of the same time.
    public void setTimed(boolean timed) {
        time.setTickLabelsVisible(timed);
    }

    public boolean isTimed() {
        return time.isTickLabelsVisible();
    }

    public void setName(String text) {
        name.setText(text);
    }

    public String getName() {
        return name.getText();
    }

    /// @param minutes how a moment so many minutes ago is named
    void follow(
            ObservableValue<Line> line,
            DoubleFunction<String> speeds,
            DoubleFunction<String> minutes) {
        speed.setTickLabelFormatter(labels(speeds));
        time.setTickLabelFormatter(labels(seconds -> minutes.apply(-seconds / MINUTE)));
        line.subscribe(this::show);
    }

    private void show(Line line) {
        now.setText(line.now());
        speed.setUpperBound(line.most());
        speed.setTickUnit(line.most() / LINES);
        List<Double> points = line.points();
        List<XYChart.Data<Number, Number>> shown =
                IntStream.range(0, points.size())
                        .mapToObj(i -> point(i - points.size() + 1, points.get(i)))
                        .toList();
        series.getData().setAll(shown);
        setAccessibleText(name.getText() + " " + line.now());
    }

    private static XYChart.Data<Number, Number> point(int slot, double value) {
        return new XYChart.Data<>(slot * PaceViewModel.MEAN_OF, value);
    }

    private static StringConverter<Number> labels(DoubleFunction<String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(Number value) {
                return words.apply(value.doubleValue());
            }

            @Override
            public Number fromString(String text) {
                throw new UnsupportedOperationException("labels are only written");
            }
        };
    }
}
