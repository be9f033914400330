package dev.patchbay.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Fills the places of a statement, one after another; what is absent becomes NULL.
final class ColumnWriter {
    static final OptionalInt NO_INT = OptionalInt.empty();

    private final PreparedStatement into;
    private int place;

    ColumnWriter(PreparedStatement into) {
        this.into = into;
    }

    ColumnWriter put(long value) throws SQLException {
        into.setLong(++place, value);
        return this;
    }

    ColumnWriter put(String value) throws SQLException {
        into.setString(++place, value);
        return this;
    }

    ColumnWriter put(byte[] value) throws SQLException {
        into.setBytes(++place, value);
        return this;
    }

    ColumnWriter put(OptionalLong value) throws SQLException {
        return value.isPresent() ? put(value.getAsLong()) : skip(Types.BIGINT);
    }

    ColumnWriter put(OptionalInt value) throws SQLException {
        return value.isPresent() ? put(value.getAsInt()) : skip(Types.INTEGER);
    }

    ColumnWriter put(Optional<String> value) throws SQLException {
        return value.isPresent() ? put(value.get()) : skip(Types.VARCHAR);
    }

    ColumnWriter putLong(Optional<Long> value) throws SQLException {
        return value.isPresent() ? put((long) value.get()) : skip(Types.BIGINT);
    }

    private ColumnWriter skip(int type) throws SQLException {
        into.setNull(++place, type);
        return this;
    }
}
