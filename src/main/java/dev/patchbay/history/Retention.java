package dev.patchbay.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Lets go of what is too old or too much, a little at a time, and gives the space back to the
/// system. Sums by day stay for ever.
final class Retention {
    /// So few that a commit which waits behind them is still in time.
    private static final int EXCHANGES = 500;

    private static final int BODIES = 20;
    private static final int PAGES = 1_000;
    private static final int FEW_PAGES = 64;
    private static final Duration HOURS_KEPT = Duration.ofDays(8);

    private final Database database;
    private boolean vacuumed;

    Retention(Database database) {
        this.database = database;
    }

    /// Takes one step.
    ///
    /// @return whether there is more to do
    boolean step(Instant now, int days, long bytes) throws SQLException {
        long oldest = Moment.micros(now.minus(Duration.ofDays(days)));
        if (delete("key < " + oldest, EXCHANGES) > 0) {
            return true;
        }
        if (isAbove(bytes) && (thin() || delete("TRUE", EXCHANGES) > 0)) {
            return true;
        }
        forgetHours(now.minus(HOURS_KEPT));
        return giveBack();
    }

    private boolean isAbove(long bytes) throws SQLException {
        long pages =
                database.number("PRAGMA page_count") - database.number("PRAGMA freelist_count");
        return pages * database.number("PRAGMA page_size") > bytes;
    }

    /// Removes the oldest exchanges that are over.
    private int delete(String which, int most) throws SQLException {
        return remove(
                """
                SELECT key FROM exchange WHERE %s AND outcome IS NOT NULL ORDER BY key LIMIT %d\
                """
                        .formatted(which, most),
                "body WHERE exchange",
                "words WHERE rowid",
                "exchange WHERE key");
    }

    /// Removes the oldest bodies.
    private boolean thin() throws SQLException {
        return remove(
                        "SELECT DISTINCT exchange FROM body ORDER BY exchange LIMIT " + BODIES,
                        "words WHERE rowid",
                        "body WHERE exchange")
                > 0;
    }

    /// @param keys the question that tells which
    /// @param places from where; the last is the one that the question looks at
    private int remove(String keys, String... places) throws SQLException {
        int[] removed = {0};
        if (database.number("SELECT EXISTS (%s)".formatted(keys)) == 0) {
            return 0;
        }
        database.transaction(
                () -> {
                    for (String place : places) {
                        try (PreparedStatement statement =
                                database.prepare("DELETE FROM %s IN (%s)".formatted(place, keys))) {
                            removed[0] = statement.executeUpdate();
                        }
                    }
                });
        return removed[0];
    }

    private void forgetHours(Instant before) throws SQLException {
        try (PreparedStatement statement =
                database.prepare("DELETE FROM per_hour WHERE hour < ?")) {
            new ColumnWriter(statement).put(before.toString());
            statement.executeUpdate();
        }
    }

    /// A few free pages are not worth the work: the next exchanges fill them.
    private boolean giveBack() throws SQLException {
        if (database.number("PRAGMA freelist_count") > FEW_PAGES) {
            database.execute("PRAGMA incremental_vacuum(%d)".formatted(PAGES));
            vacuumed = true;
            return true;
        }
        if (vacuumed) {
            // Only now the file itself becomes shorter.
            database.number("PRAGMA wal_checkpoint(TRUNCATE)");
            vacuumed = false;
        }
        return false;
    }
}
