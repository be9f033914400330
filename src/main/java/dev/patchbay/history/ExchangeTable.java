package dev.patchbay.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Writes exchanges, what belongs to them and what they add up to.
final class ExchangeTable {
    private static final int CONSTRAINT = 19;

    /// An exchange that began, went on or ended, with its bodies where they are kept.
    record Change(KeptExchange exchange, List<StoredBody> bodies) {}

    private final Database database;
    private final RollUps sums;

    ExchangeTable(Database database, ZoneId zone) {
        this.database = database;
        this.sums = new RollUps(database, zone);
    }

    /// Writes all of this or nothing. Answers the exchanges with the places they were given; one
    /// that cannot be
    /// written at all is missing there.
    List<KeptExchange> write(List<Change> changes) throws SQLException {
        List<KeptExchange> written = new ArrayList<>(changes.size());
        database.transaction(
                () -> {
                    try (PreparedStatement row = database.prepare(Columns.WRITE);
                            PreparedStatement place =
                                    database.prepare("SELECT 1 FROM exchange WHERE key = ?")) {
                        for (Change change : changes) {
                            KeptExchange placed = placed(change.exchange(), place);
                            if (write(placed, row)) {
                                written.add(placed);
                                keep(placed.key(), change.bodies());
                            }
                        }
                    }
                    sums.add(written.stream().filter(it -> it.end().isPresent()).toList());
                });
        return written;
    }

    private static KeptExchange placed(KeptExchange exchange, PreparedStatement place)
            throws SQLException {
        if (exchange.key() > 0) {
            return exchange;
        }
        long key = Moment.micros(exchange.startedAt());
        while (isTaken(key, place)) {
            key++;
        }
        return exchange.at(key);
    }

    private static boolean isTaken(long key, PreparedStatement place) throws SQLException {
        new ColumnWriter(place).put(key);
        try (var answer = place.executeQuery()) {
            return answer.next();
        }
    }

    private static boolean write(KeptExchange exchange, PreparedStatement row) throws SQLException {
        try {
            Columns.write(exchange, row);
            return row.executeUpdate() == 1;
        } catch (SQLException e) {
            if (e.getErrorCode() == CONSTRAINT) {
                // Trying again would not help it, and must not hold up the others.
                return false;
            }
            throw e;
        }
    }

    private void keep(long exchange, List<StoredBody> bodies) throws SQLException {
        if (bodies.isEmpty()) {
            return;
        }
        try (PreparedStatement row =
                database.prepare("INSERT OR REPLACE INTO body VALUES (?, ?, ?, ?, ?)")) {
            for (StoredBody body : bodies) {
                body.write(exchange, new ColumnWriter(row));
                row.executeUpdate();
            }
        }
        try (PreparedStatement row =
                database.prepare("INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)")) {
            new ColumnWriter(row).put(exchange).put(StoredBody.words(bodies));
            row.executeUpdate();
        }
    }
}
