package dev.patchbay.gui.parts;

import javafx.geometry.Rectangle2D;

import java.util.List;
import java.util.Optional;

/// Where a window stood, and how large it was.
record WindowPlace(Rectangle2D bounds, boolean maximised) {
    /// So much of a window must lie on a screen that it can be seen and dragged.
    private static final double GRIP = 64;

    private static final int NUMBERS = 4;

    /// Here, if it can still be seen on one of these screens and is no smaller than this.
    Optional<WindowPlace> on(List<Rectangle2D> screens, double leastWidth, double leastHeight) {
        return screens.stream()
                .filter(screen -> showsTitle(screen) && holds(screen, leastWidth, leastHeight))
                .findFirst()
                .map(_ -> this);
    }

    private boolean showsTitle(Rectangle2D screen) {
        double from = Math.max(bounds.getMinX(), screen.getMinX());
        double to = Math.min(bounds.getMaxX(), screen.getMaxX());
        return to - from >= GRIP
                && bounds.getMinY() >= screen.getMinY()
                && bounds.getMinY() + GRIP <= screen.getMaxY();
    }

    private boolean holds(Rectangle2D screen, double leastWidth, double leastHeight) {
        return bounds.getWidth() >= leastWidth
                && bounds.getHeight() >= leastHeight
                && bounds.getWidth() <= 2 * screen.getWidth()
                && bounds.getHeight() <= 2 * screen.getHeight();
    }

    /// As the file has it: `120 80 1180 760`, and `maximised` where it was.
    String text() {
        return "%d %d %d %d%s"
                .formatted(
                        Math.round(bounds.getMinX()),
                        Math.round(bounds.getMinY()),
                        Math.round(bounds.getWidth()),
                        Math.round(bounds.getHeight()),
                        maximised ? " maximised" : "");
    }

    static Optional<WindowPlace> of(String text) {
        if (!text.matches("(-?\\d{1,6} ){2}\\d{1,6} \\d{1,6}( maximised)?")) {
            return Optional.empty();
        }
        String[] words = text.split(" ");
        return Optional.of(
                new WindowPlace(
                        new Rectangle2D(
                                Integer.parseInt(words[0]),
                                Integer.parseInt(words[1]),
                                Integer.parseInt(words[2]),
                                Integer.parseInt(words[3])),
                        words.length > NUMBERS));
    }
}
