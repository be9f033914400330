package dev.patchbay.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Properties;

/// One connection to an SQLite file, with the few things that are asked of it.
final class Database implements AutoCloseable {
    /// What is done within a transaction.
    interface Work {
        void run() throws SQLException;
    }

    private static final int WRITER_PATIENCE_MILLIS = 1_000;
    private static final int READER_PATIENCE_MILLIS = 5_000;

    // What https://sqlite.org/c3ref/c_open_autoproxy.html lists.
    private static final int READ_ONLY = 0x1;
    private static final int READ_WRITE = 0x2;
    private static final int CREATE = 0x4;

    /// No locks of its own: the driver has one around each of its methods.
    private static final int NO_MUTEX = 0x8000;

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /// The connection that writes. What it commits is on the disk, not only on its way there.
    ///
    /// @param pages the most that the file may have; 0 for any number
    static Database forWriting(Path file, int pages) throws SQLException {
        var properties = new Properties();
        properties.setProperty("open_mode", String.valueOf(READ_WRITE | CREATE | NO_MUTEX));
        properties.setProperty("transaction_mode", "IMMEDIATE");
        var database = open(file.toString(), properties, WRITER_PATIENCE_MILLIS);
        try {
            // Means something only before the first table is made.
            database.execute("PRAGMA auto_vacuum = INCREMENTAL");
            database.execute("PRAGMA journal_mode = WAL");
            database.execute("PRAGMA synchronous = FULL");
            database.execute("PRAGMA journal_size_limit = 8388608");
            if (pages > 0) {
                database.execute("PRAGMA max_page_count = " + pages);
            }
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /// A connection that only reads, beside a writer or without one.
    static Database forReading(Path file) throws SQLException {
        var properties = new Properties();
        properties.setProperty("open_mode", String.valueOf(READ_ONLY));
        return open(file.toString(), properties, READER_PATIENCE_MILLIS);
    }

    /// A connection to a file that nobody writes, in a folder that nobody can write.
    static Database forReadingUnchanged(Path file) throws SQLException {
        return open(
                "file:%s?immutable=1".formatted(file.toUri().getRawPath()),
                new Properties(),
                READER_PATIENCE_MILLIS);
    }

    private static Database open(String file, Properties properties, int patience)
            throws SQLException {
        properties.setProperty("busy_timeout", String.valueOf(patience));
        // Else it asks for the key of each row it inserts.
        properties.setProperty("jdbc.get_generated_keys", "false");
        return new Database(DriverManager.getConnection("jdbc:sqlite:" + file, properties));
    }

    /// So many places for values in a statement.
    static String places(int number) {
        return String.join(", ", Collections.nCopies(number, "?"));
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /// Runs statements to their very end, whatever they answer.
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// The one number that a question answers; 0 for none.
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }

    /// All of it is done, or nothing. After a fault the connection is good for nothing but to be
    /// closed, which undoes what was done.
    void transaction(Work work) throws SQLException {
        // By a BEGIN of our own the driver would not know of it, and try one of its own after every
        // statement.
        connection.setAutoCommit(false);
        work.run();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("an SQLite file could not be closed", e);
        }
    }
}
