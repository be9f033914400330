package dev.patchbay.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads the columns of a row, one after another.
final class ColumnReader {
    private final ResultSet from;
    private int place;

    ColumnReader(ResultSet from) {
        this.from = from;
    }

    void skip() {
        place++;
    }

    long number() throws SQLException {
        return from.getLong(++place);
    }

    String text() throws SQLException {
        return textIfAny().orElse("");
    }

    byte[] bytes() throws SQLException {
        return from.getBytes(++place);
    }

    Optional<String> textIfAny() throws SQLException {
        return Optional.ofNullable(from.getString(++place));
    }

    OptionalLong numberIfAny() throws SQLException {
        long value = from.getLong(++place);
        return from.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    OptionalInt intIfAny() throws SQLException {
        int value = from.getInt(++place);
        return from.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
