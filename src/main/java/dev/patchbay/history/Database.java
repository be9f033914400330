package dev.patchbay.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// One connection to an SQLite file, with the few things that are asked of it.
final class Database implements AutoCloseable {
    /// What is done within a transaction.
    interface Work {
        void run() throws SQLException;
    }

    private static final int WRITER_PATIENCE_MILLIS = 1_000;
    private static final int READER_PATIENCE_MILLIS = 5_000;
    private static final String READ_ONLY = "1";

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /// The connection that writes. What it commits is on the disk, not only on its way there.
    ///
    /// @param pages the most that the file may have; 0 for any number
    static Database forWriting(Path file, int pages) throws SQLException {
        var database = open(file.toString(), new Properties(), WRITER_PATIENCE_MILLIS);
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
        properties.setProperty("open_mode", READ_ONLY);
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

    /// All of it is done, or nothing.
    void transaction(Work work) throws SQLException {
        execute("BEGIN IMMEDIATE");
        try {
            work.run();
            execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Exception because) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // A full disk may have rolled back already.
            because.addSuppressed(e);
        }
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
