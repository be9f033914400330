package dev.patchbay.gui.parts;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

import java.util.List;

/// As many columns of one width as there is room for, and no more than there are children; the rows
/// are as high as their highest child.
public final class Columns extends Pane {
    private static final double GAP = 16;

    private double least = 200;

    /// How narrow a column may be.
    public void setLeast(double width) {
        least = width;
    }

    public double getLeast() {
        return least;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return least;
    }

    @Override
    protected double computePrefWidth(double height) {
        return least;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double wide = width < 0 ? least : width;
        Insets insets = getInsets();
        double height = insets.getTop() + insets.getBottom();
        int columns = columns(wide);
        List<Node> children = getManagedChildren();
        for (int from = 0; from < children.size(); from += columns) {
            height += (from > 0 ? GAP : 0) + rowHeight(from, columns, column(wide, columns));
        }
        return height;
    }

    @Override
    protected void layoutChildren() {
        List<Node> children = getManagedChildren();
        int columns = columns(getWidth());
        double wide = column(getWidth(), columns);
        double y = getInsets().getTop();
        for (int from = 0; from < children.size(); from += columns) {
            double high = rowHeight(from, columns, wide);
            for (int i = from; i < Math.min(from + columns, children.size()); i++) {
                double x = getInsets().getLeft() + (i - from) * (wide + GAP);
                children.get(i).resizeRelocate(snapPositionX(x), y, snapSizeX(wide), high);
            }
            y += high + GAP;
        }
    }

    private double rowHeight(int from, int columns, double wide) {
        List<Node> children = getManagedChildren();
        return snapSizeY(
                children.subList(from, Math.min(from + columns, children.size())).stream()
                        .mapToDouble(child -> child.prefHeight(wide))
                        .max()
                        .orElse(0));
    }

    /// A count that leaves no column of the last row empty is better than one more column.
    private int columns(double width) {
        int count = Math.max(1, getManagedChildren().size());
        int fit = (int) Math.clamp((inner(width) + GAP) / (least + GAP), 1, count);
        while (count % fit > 0) {
            fit--;
        }
        return fit;
    }

    private double column(double width, int columns) {
        return Math.floor((inner(width) - GAP * (columns - 1)) / columns);
    }

    private double inner(double width) {
        return width - getInsets().getLeft() - getInsets().getRight();
    }
}
