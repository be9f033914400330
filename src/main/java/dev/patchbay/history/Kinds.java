package dev.patchbay.history;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// The table of kinds, for the one that writes. It may hold a kind twice, where two programs write
/// or where there were very many; readers do not mind.
final class Kinds {
    /// Clients may name models without end.
    private static final int MOST_KNOWN = 10_000;

    private static final String NAMES = String.join(", ", Kind.COLUMNS);

    private final Database database;
    private final PreparedStatement fresh;
    private final Map<Kind, Long> known = new HashMap<>();
    private @Nullable Kind last;
    private long lastNumber;

    Kinds(Database database) throws SQLException {
        this.database = database;
        this.fresh =
                database.prepare(
                        "INSERT INTO kind (%s) VALUES (%s)"
                                .formatted(NAMES, Database.places(Kind.COLUMNS.size())));
        recall();
    }

    private void recall() throws SQLException {
        String sql =
                "SELECT number, %s FROM kind ORDER BY number DESC LIMIT %d"
                        .formatted(NAMES, MOST_KNOWN / 2);
        try (PreparedStatement question = database.prepare(sql);
                var answer = question.executeQuery()) {
            while (answer.next()) {
                var in = new ColumnReader(answer);
                long number = in.number();
                known.put(Kind.read(in), number);
            }
        }
    }

    /// The number of a kind, which is in the table from now on. If the transaction fails, this is
    /// of no more use.
    long number(Kind kind) throws SQLException {
        // Mostly the same as before, which is found out sooner than it is looked up.
        if (!kind.equals(last)) {
            Long number = known.get(kind);
            lastNumber = number == null ? added(kind) : number;
            last = kind;
        }
        return lastNumber;
    }

    private long added(Kind kind) throws SQLException {
        kind.write(new ColumnWriter(fresh));
        fresh.executeUpdate();
        long number = database.number("SELECT last_insert_rowid()");
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(kind, number);
        return number;
    }

    /// Forgets those that no exchange has; to be called while nobody else can write.
    void forgetUnused() throws SQLException {
        database.execute(
                """
                DELETE FROM kind WHERE NOT EXISTS (
                  SELECT 1 FROM exchange WHERE exchange.kind = kind.number)\
                """);
        known.clear();
        last = null;
        recall();
    }
}
