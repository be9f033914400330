package dev.patchbay.history;

import dev.patchbay.settings.OwnerOnly;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Exchanges that are still open in the file although no program is alive that could end them.
///
/// Every program that writes holds a shared lock on a file beside it. Who can have that lock alone
/// knows that all others are dead, and keeps it until their exchanges are ended, so that nobody
/// begins one meanwhile.
final class DeadRuns implements AutoCloseable {
    private final FileChannel channel;
    private final @Nullable FileLock alone;

    DeadRuns(Path lockFile) throws IOException {
        channel =
                FileChannel.open(
                        lockFile,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        OwnerOnly.permissions(lockFile, "rw-------"));
        alone = channel.tryLock();
    }

    /// Must be called while nobody of this program has begun an exchange in the file.
    void end(Database database, ExchangeTable exchanges) throws SQLException, IOException {
        if (alone != null) {
            exchanges.write(interrupted(database));
            exchanges.forgetKinds();
            alone.release();
        }
        channel.lock(0, Long.MAX_VALUE, true);
    }

    private static List<ExchangeTable.Change> interrupted(Database database) throws SQLException {
        List<ExchangeTable.Change> dead = new ArrayList<>();
        String sql =
                "SELECT %s FROM exchange%s WHERE outcome IS NULL"
                        .formatted(Columns.ALL, Columns.AND_KIND);
        try (PreparedStatement open = database.prepare(sql);
                var answer = open.executeQuery()) {
            while (answer.next()) {
                var exchange = Columns.read(answer).interrupted();
                dead.add(new ExchangeTable.Change(exchange, List.of()));
            }
        }
        return dead;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
