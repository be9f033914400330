package dev.patchbay.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Looks things up in the history, beside whoever writes it or alone. Blocks, so it is not for I/O
/// threads and not for the one that draws.
public final class HistoryReader implements AutoCloseable {
    /// The history cannot be read; the message says why, to a person.
    public static final class Unreadable extends Exception {
        public Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Some exchanges.
    ///
    /// @param next where the page after this one begins, if there may be one
    public record Page(List<KeptExchange> exchanges, OptionalLong next) {
        public Page {
            exchanges = List.copyOf(exchanges);
        }
    }

    /// Where the pages of a long list begin, so that any of them can be had without those before
    /// it.
    ///
    /// @param nexts for each page but the first, where it begins
    /// @param rows how many there are in all
    public record Marks(List<Long> nexts, int rows) {
        public Marks {
            nexts = List.copyOf(nexts);
        }
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static final int AT_ONCE = 1_000;
    private static final char LAST_LETTER = '\uffff';

    private final Database database;

    private HistoryReader(Database database) {
        this.database = database;
    }

    /// Opens a history that is there.
    ///
    /// @param nativeFolder a folder for SQLite's native part, for its owner alone
    /// @return empty where nothing was ever kept
    public static Optional<HistoryReader> open(Path file, Path nativeFolder) throws Unreadable {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            NativeLibrary.unpackInto(nativeFolder, Instant.now());
            return Optional.of(new HistoryReader(checked(file)));
        } catch (Schema.Newer e) {
            throw unreadable(file, e.message(), e);
        } catch (SQLException e) {
            throw unreadable(
                    file, HistoryFile.isUnreadable(e) ? "it is damaged." : Reasons.of(e), e);
        } catch (IOException e) {
            throw unreadable(file, Reasons.of(e), e);
        }
    }

    private static Database checked(Path file) throws SQLException, Schema.Newer {
        try {
            return checked(Database.forReading(file));
        } catch (SQLException e) {
            if (Files.isWritable(file.toAbsolutePath().getParent())) {
                throw e;
            }
            // Even to read, SQLite wants to note in that folder that somebody reads.
            return checked(Database.forReadingUnchanged(file));
        }
    }

    private static Database checked(Database database) throws SQLException, Schema.Newer {
        try {
            if (Schema.SHIPPED.check(database) < Schema.SHIPPED.version()) {
                throw new SQLException("it is of an older version; start Patchbay once.");
            }
            return database;
        } catch (SQLException | Schema.Newer e) {
            database.close();
            throw e;
        }
    }

    private static Unreadable unreadable(Path file, String reason, Throwable cause) {
        return new Unreadable("%s cannot be read: %s".formatted(file, reason), cause);
    }

    /// The newest exchanges, those under way included.
    public Page page(Filter filter, int most) throws Unreadable {
        return page(Query.of(filter), most);
    }

    /// The exchanges behind a page.
    ///
    /// @param next what that page says
    public Page page(Filter filter, long next, int most) throws Unreadable {
        return page(Query.of(filter).beyond(next, Query.Order.NEWEST_FIRST), most);
    }

    private Page page(Query query, int most) throws Unreadable {
        List<KeptExchange> found = ask(() -> query.rows(database, Query.Order.NEWEST_FIRST, most));
        return new Page(
                found,
                found.size() < most
                        ? OptionalLong.empty()
                        : OptionalLong.of(found.getLast().key()));
    }

    /// The pages behind a page, without what is on them.
    ///
    /// @param next what that page says
    /// @param most how many rows a page has
    public Marks marks(Filter filter, long next, int most) throws Unreadable {
        Query query = Query.of(filter).beyond(next, Query.Order.NEWEST_FIRST);
        List<Long> nexts = new ArrayList<>();
        var rows = new AtomicInteger();
        var last = new AtomicLong();
        return ask(
                () -> {
                    query.keys(
                            database,
                            key -> {
                                int before = rows.getAndIncrement();
                                if (before > 0 && before % most == 0) {
                                    nexts.add(last.get());
                                }
                                last.set(key);
                            });
                    return new Marks(nexts, rows.get());
                });
    }

    /// Hands over all of them, oldest first, without ever holding many.
    public void each(Filter filter, Consumer<KeptExchange> taker) throws Unreadable {
        List<KeptExchange> some = List.of();
        do {
            Query query = Query.of(filter);
            if (!some.isEmpty()) {
                query.beyond(some.getLast().key(), Query.Order.OLDEST_FIRST);
            }
            some = ask(() -> query.rows(database, Query.Order.OLDEST_FIRST, AT_ONCE));
            some.forEach(taker);
        } while (some.size() == AT_ONCE);
    }

    public Optional<KeptExchange> exchange(String id) throws Unreadable {
        return ask(
                () -> {
                    String sql =
                            "SELECT %s FROM exchange%s WHERE id = ?"
                                    .formatted(Columns.ALL, Columns.AND_KIND);
                    try (PreparedStatement question = database.prepare(sql)) {
                        new ColumnWriter(question).put(id);
                        try (var answer = question.executeQuery()) {
                            return answer.next()
                                    ? Optional.of(Columns.read(answer))
                                    : Optional.empty();
                        }
                    }
                });
    }

    /// Some of those whose ids begin so.
    public List<KeptExchange> beginning(String id, int most) throws Unreadable {
        return ask(
                () -> {
                    List<KeptExchange> found = new ArrayList<>();
                    String sql =
                            "SELECT %s FROM exchange%s WHERE id >= ? AND id < ? ORDER BY id LIMIT %d"
                                    .formatted(Columns.ALL, Columns.AND_KIND, most);
                    try (PreparedStatement question = database.prepare(sql)) {
                        new ColumnWriter(question).put(id).put(id + LAST_LETTER);
                        try (var answer = question.executeQuery()) {
                            while (answer.next()) {
                                found.add(Columns.read(answer));
                            }
                        }
                    }
                    return found;
                });
    }

    /// What was kept of an exchange's bodies.
    public List<KeptBody> bodies(KeptExchange exchange) throws Unreadable {
        return ask(
                () -> {
                    List<KeptBody> bodies = new ArrayList<>();
                    String sql = "SELECT side, total, size, content FROM body WHERE exchange = ?";
                    try (PreparedStatement question = database.prepare(sql)) {
                        new ColumnWriter(question).put(exchange.key());
                        try (var answer = question.executeQuery()) {
                            while (answer.next()) {
                                bodies.add(StoredBody.read(new ColumnReader(answer)).plain());
                            }
                        }
                    }
                    return bodies;
                });
    }

    /// All that is over, added up from the exchanges themselves, as far as they are still kept.
    public Totals total(Filter filter) throws Unreadable {
        return ask(() -> Query.of(filter).totals(database));
    }

    /// What ended on these days, which is known for ever.
    ///
    /// @param to the first day that is left out
    /// @param apart what is told apart
    public List<Sum<LocalDate>> days(LocalDate from, LocalDate to, Set<Sum.Part> apart)
            throws Unreadable {
        return ask(() -> RollUps.days(database, from, to, apart));
    }

    /// On so many days something ended; this is the first of the newest of them.
    public Optional<LocalDate> firstOfNewest(int days) throws Unreadable {
        return ask(() -> RollUps.firstOfNewest(database, days));
    }

    /// What ended in these hours, which is known for a week.
    ///
    /// @param to the first moment that is left out
    /// @param apart what is told apart
    public List<Sum<Instant>> hours(Instant from, Instant to, Set<Sum.Part> apart)
            throws Unreadable {
        return ask(() -> RollUps.hours(database, from, to, apart));
    }

    private synchronized <T> T ask(Question<T> question) throws Unreadable {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new Unreadable("The history cannot be read: " + Reasons.of(e), e);
        }
    }

    @Override
    public synchronized void close() {
        database.close();
    }
}
