package dev.patchbay.history;

import java.sql.SQLException;
import java.util.List;

/// The shape of history.db, which `PRAGMA user_version` counts. A file of an older shape is brought
/// up to date by the steps that it lacks, each within a transaction of its own; what is said here
/// was said to users, so a step that was shipped is never changed. docs/history.md tells what each
/// column means.
///
/// @param steps the nth leads from version n-1 to version n
record Schema(List<String> steps) {
    private static final String FIRST =
            """
            CREATE TABLE kind (
              number    INTEGER PRIMARY KEY,
              front     TEXT,
              client    TEXT,
              profile   TEXT,
              asked     TEXT NOT NULL,
              stream    INTEGER NOT NULL,
              alias     TEXT,
              backend   TEXT,
              model     TEXT,
              lane      TEXT,
              estimated INTEGER NOT NULL,
              price     TEXT
            );
            CREATE TABLE exchange (
              key                INTEGER PRIMARY KEY,
              id                 TEXT NOT NULL UNIQUE,
              kind               INTEGER NOT NULL,
              ended              INTEGER,
              status             INTEGER,
              outcome            TEXT,
              client_run         TEXT,
              reason             TEXT,
              bytes              INTEGER,
              input_tokens       INTEGER,
              cache_read_tokens  INTEGER,
              cache_write_tokens INTEGER,
              output_tokens      INTEGER,
              thinking_tokens    INTEGER,
              cost_nano_usd      INTEGER,
              first_token_millis INTEGER,
              duration_millis    INTEGER,
              retries            INTEGER,
              fallbacks          INTEGER,
              dropped            TEXT,
              error              TEXT,
              replay_of          TEXT
            );
            CREATE INDEX exchange_kind ON exchange (kind);
            CREATE INDEX exchange_open ON exchange (outcome) WHERE outcome IS NULL;
            CREATE INDEX exchange_outcome ON exchange (outcome) WHERE outcome <> 'ok';
            CREATE INDEX exchange_status ON exchange (status) WHERE status <> 200;
            CREATE INDEX exchange_client_run ON exchange (client_run) WHERE client_run IS NOT NULL;

            CREATE TABLE body (
              exchange INTEGER NOT NULL,
              side     TEXT NOT NULL,
              total    INTEGER NOT NULL,
              size     INTEGER NOT NULL,
              content  BLOB NOT NULL,
              PRIMARY KEY (exchange, side)
            );
            CREATE VIRTUAL TABLE words USING fts5 (
              text, content='', contentless_delete=1, detail=none,
              tokenize="unicode61 remove_diacritics 2"
            );

            CREATE TABLE per_day (day TEXT NOT NULL, %1$s, PRIMARY KEY (day, %2$s)) WITHOUT ROWID;
            CREATE TABLE per_hour (hour TEXT NOT NULL, %1$s, PRIMARY KEY (hour, %2$s)) WITHOUT ROWID;

            CREATE VIEW requests AS SELECT
              id,
              strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ', key / 1000000.0, 'unixepoch') AS startedAt,
              strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ', ended / 1000000.0, 'unixepoch') AS endedAt,
              status, outcome, front, client, client_run AS clientRun, profile, asked, alias,
              backend, model, lane, stream, input_tokens AS inputTokens,
              cache_read_tokens AS cacheReadTokens, cache_write_tokens AS cacheWriteTokens,
              output_tokens AS outputTokens, thinking_tokens AS thinkingTokens, estimated,
              cost_nano_usd AS costNanoUsd, first_token_millis AS firstTokenMillis,
              duration_millis AS durationMillis, retries, fallbacks, dropped, error,
              replay_of AS replayOf
            FROM exchange JOIN kind ON kind.number = exchange.kind;
            """
                    .formatted(
                            """
                            alias TEXT NOT NULL, model TEXT NOT NULL, backend TEXT NOT NULL,
                              profile TEXT NOT NULL, estimated INTEGER NOT NULL, replay INTEGER NOT NULL,
                              requests INTEGER NOT NULL, failed INTEGER NOT NULL,
                              cancelled INTEGER NOT NULL, input_tokens INTEGER NOT NULL,
                              cache_read_tokens INTEGER NOT NULL, cache_write_tokens INTEGER NOT NULL,
                              output_tokens INTEGER NOT NULL, thinking_tokens INTEGER NOT NULL,
                              cost_nano_usd INTEGER NOT NULL, unpriced INTEGER NOT NULL\
                            """,
                            "alias, model, backend, profile, estimated, replay");

    static final Schema SHIPPED = new Schema(List.of(FIRST));

    /// A file that a newer Patchbay wrote. It may hold what this one cannot know, so it is left
    /// alone.
    static final class Newer extends Exception {
        private final String message;

        Newer(long version, int known) {
            super("a newer version");
            message = "It has version %d, and this Patchbay knows %d.".formatted(version, known);
        }

        String message() {
            return message;
        }
    }

    Schema {
        steps = List.copyOf(steps);
    }

    int version() {
        return steps.size();
    }

    /// Brings a file up to date.
    void apply(Database database) throws SQLException, Newer {
        long from = check(database);
        for (int version = (int) from; version < version(); version++) {
            String step = steps.get(version);
            int next = version + 1;
            database.transaction(
                    () -> {
                        // Another program may have been quicker.
                        if (database.number("PRAGMA user_version") < next) {
                            database.execute(step);
                            database.execute("PRAGMA user_version = " + next);
                        }
                    });
        }
    }

    /// The version of a file that is not newer than this.
    long check(Database database) throws SQLException, Newer {
        long found = database.number("PRAGMA user_version");
        if (found > version()) {
            throw new Newer(found, version());
        }
        return found;
    }
}
