package dev.patchbay.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes exchanges, what belongs to them and what they add up to. Its statements live as long as
/// the connection.
final class ExchangeTable {
    private static final int CONSTRAINT = 19;

    /// An exchange that began, went on or ended, with its bodies where they are kept.
    record Change(KeptExchange exchange, List<StoredBody> bodies) {
        /// The same for a file that does not know it.
        Change unplaced() {
            return new Change(exchange.at(0), bodies);
        }
    }

    private final Database database;
    private final PreparedStatement fresh;
    private final PreparedStatement known;
    private final Kinds kinds;
    private final RollUps sums;
    private long crowdedFrom;
    private long lastKey;

    ExchangeTable(Database database, ZoneId zone) throws SQLException {
        this.database = database;
        this.fresh = database.prepare(Columns.INSERT);
        this.known = database.prepare(Columns.UPDATE);
        this.kinds = new Kinds(database);
        this.sums = new RollUps(database, zone);
    }

    /// Writes all of this or nothing. Answers the exchanges with the places they were given; one
    /// that cannot be written at all is missing there.
    List<KeptExchange> write(List<Change> changes) throws SQLException {
        List<KeptExchange> written = new ArrayList<>(changes.size());
        database.transaction(
                () -> {
                    for (Change change : changes) {
                        Optional<KeptExchange> placed = write(change.exchange());
                        if (placed.isPresent()) {
                            written.add(placed.get());
                            keep(placed.get().key(), change.bodies());
                        }
                    }
                    sums.add(written);
                });
        return written;
    }

    /// To be called while nobody else can write.
    void forgetKinds() throws SQLException {
        kinds.forgetUnused();
    }

    private Optional<KeptExchange> write(KeptExchange exchange) throws SQLException {
        try {
            if (exchange.key() == 0) {
                return Optional.of(added(exchange));
            }
            return isWritten(exchange, known) ? Optional.of(exchange) : Optional.empty();
        } catch (SQLException e) {
            if (e.getErrorCode() == CONSTRAINT) {
                // Trying again would not help it, and must not hold up the others.
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Its place is the moment of its beginning, or the first behind it that is free. Asking first
    /// which are taken would cost as much as writing.
    private KeptExchange added(KeptExchange exchange) throws SQLException {
        long moment = Moment.micros(exchange.startedAt());
        boolean crowded = crowdedFrom <= moment && moment <= lastKey;
        KeptExchange placed = exchange.at(crowded ? lastKey + 1 : moment);
        while (!isWritten(placed, fresh)) {
            placed = placed.at(placed.key() + 1);
        }
        crowdedFrom = crowded ? crowdedFrom : moment;
        lastKey = placed.key();
        return placed;
    }

    private boolean isWritten(KeptExchange exchange, PreparedStatement row) throws SQLException {
        Columns.write(exchange, kinds.number(Kind.of(exchange)), row);
        return row.executeUpdate() == 1;
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
