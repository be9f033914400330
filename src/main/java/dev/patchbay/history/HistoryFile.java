package dev.patchbay.history;

import dev.patchbay.settings.OwnerOnly;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/// history.db, open for writing.
final class HistoryFile implements AutoCloseable {
    private static final int CORRUPT = 11;
    private static final int NO_DATABASE = 26;

    private final Path file;
    private final Database database;
    private final @Nullable Object identity;
    private final ExchangeTable exchanges;
    private final Retention retention;

    private HistoryFile(Path file, Database database, ZoneId zone)
            throws IOException, SQLException {
        this.file = file;
        this.database = database;
        this.identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        this.exchanges = new ExchangeTable(database, zone);
        this.retention = new Retention(database);
    }

    static HistoryFile open(Path file, Schema schema, ZoneId zone, int pages)
            throws SQLException, IOException, Schema.Newer {
        OwnerOnly.folderOf(file);
        OwnerOnly.ownFile(file);
        if (Files.notExists(file)) {
            // What SQLite puts beside it gets the same permissions.
            OwnerOnly.write(file, new byte[0]);
        }
        checkVersion(file, schema);
        Database database = Database.forWriting(file, pages);
        try {
            schema.apply(database);
            return new HistoryFile(file, database, zone);
        } catch (SQLException | IOException | Schema.Newer e) {
            database.close();
            throw e;
        }
    }

    /// Before anything is done that could change the file.
    private static void checkVersion(Path file, Schema schema) throws SQLException, Schema.Newer {
        try (Database database = Database.forReading(file)) {
            schema.check(database);
        }
    }

    /// Ends what earlier programs left open; to be called once in the life of a program, before it
    /// writes.
    void endDeadRuns(DeadRuns runs) throws SQLException, IOException {
        runs.end(database, exchanges);
    }

    List<KeptExchange> write(List<ExchangeTable.Change> changes) throws SQLException {
        return changes.isEmpty() ? List.of() : exchanges.write(changes);
    }

    boolean tidy(Instant now, int days, long bytes) throws SQLException {
        return retention.step(now, days, bytes);
    }

    /// Whether the file is still where it was opened. A file that lost its name would take all that
    /// is written with it.
    boolean isInPlace() {
        try {
            return Objects.equals(
                    identity, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether this says that the file's content is no history that can be read.
    static boolean isUnreadable(SQLException e) {
        return e.getErrorCode() == CORRUPT || e.getErrorCode() == NO_DATABASE;
    }

    /// Moves a file out of the way, with what SQLite keeps beside it; answers its new name.
    static Path moveAside(Path file, Instant now) throws IOException {
        String stamp = now.toString().replaceAll("[^0-9]", "").substring(0, 14);
        Path aside = file.resolveSibling(file.getFileName() + ".broken-" + stamp);
        for (int more = 2; Files.exists(aside); more++) {
            aside =
                    file.resolveSibling(
                            "%s.broken-%s-%d".formatted(file.getFileName(), stamp, more));
        }
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        for (String beside : List.of("-wal", "-shm")) {
            Path other = file.resolveSibling(file.getFileName() + beside);
            if (Files.exists(other)) {
                Files.move(other, aside.resolveSibling(aside.getFileName() + beside));
            }
        }
        return aside;
    }

    @Override
    public void close() {
        database.close();
    }
}
