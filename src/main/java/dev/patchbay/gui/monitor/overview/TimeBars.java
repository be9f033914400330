package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.monitor.overview.SpendViewModel.Part;

import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Duration;

import java.util.List;

/// A bar for each stretch of time, the newest last.
public final class TimeBars extends Pane {
    private static final double GAP = 3;
    private static final double LEAST = 2;
    private static final double WIDEST = 40;

    private List<Part> parts = List.of();

    public TimeBars() {
        getStyleClass().add("time-bars");
    }

    void show(List<Part> next) {
        parts = next;
        getChildren().setAll(next.stream().map(TimeBars::bar).toList());
        requestLayout();
    }

    private static Region bar(Part part) {
        var bar = new Region();
        bar.getStyleClass().add(part.share() > 0 ? "time-bar" : "time-bar-empty");
        var told = new Tooltip(part.name() + " · " + part.amount() + "\n" + part.detail());
        told.setShowDelay(Duration.millis(150));
        Tooltip.install(bar, told);
        return bar;
    }

    @Override
    protected void layoutChildren() {
        if (parts.isEmpty()) {
            return;
        }
        double slot = getWidth() / parts.size();
        double wide = Math.clamp(Math.floor(slot - GAP), 1, WIDEST);
        for (int i = 0; i < parts.size(); i++) {
            double high = Math.max(LEAST, Math.round(parts.get(i).share() * getHeight()));
            double x = Math.floor(i * slot + (slot - wide) / 2);
            getChildren().get(i).resizeRelocate(x, getHeight() - high, wide, high);
        }
    }
}
