package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What is kept of what happened, and for how long.
///
/// @param keepBodies whether the bodies of requests and answers are kept, too
/// @param days how long anything is kept
/// @param megabytes how large the history may become; the oldest bodies go first
public record HistorySettings(boolean keepBodies, int days, int megabytes, AsWritten written) {
    public static final HistorySettings DEFAULT =
            new HistorySettings(false, 90, 512, AsWritten.NOTHING);

    private static final int MOST_DAYS = 36_500;
    private static final int MOST_MEGABYTES = 1_000_000;

    public HistorySettings withKeepBodies(boolean other) {
        return new HistorySettings(other, days, megabytes, written);
    }

    public HistorySettings withDays(int other) {
        return new HistorySettings(keepBodies, other, megabytes, written);
    }

    public HistorySettings withMegabytes(int other) {
        return new HistorySettings(keepBodies, days, other, written);
    }

    static HistorySettings read(Section in) {
        return new HistorySettings(
                in.flag("keepBodies", DEFAULT.keepBodies()),
                in.number("days", DEFAULT.days(), 1, MOST_DAYS),
                in.number("megabytes", DEFAULT.megabytes(), 1, MOST_MEGABYTES),
                in.written());
    }

    ObjectNode json() {
        return written.overlaid(this, HistorySettings::read, HistorySettings::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("keepBodies", keepBodies)
                .put("days", days)
                .put("megabytes", megabytes)
                .done();
    }
}
