package dev.patchbay.history;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Which exchanges are looked for: those that began within a time, whose fields have exactly these
/// values, and whose kept bodies hold these words.
///
/// @param until the first moment that is left out
/// @param text every word of it must occur; the last may be the beginning of one
public record Filter(
        Optional<Instant> from, Optional<Instant> until, Map<Field, String> fields, String text) {
    /// What an exchange can be found by.
    public enum Field {
        OUTCOME("outcome"),
        STATUS("status"),
        BACKEND("backend"),
        ALIAS("alias"),
        MODEL("model"),
        CLIENT("client"),
        CLIENT_RUN("client_run"),
        PROFILE("profile");

        private final String column;

        Field(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Map.of(), "");

    public Filter {
        fields = Map.copyOf(fields);
    }

    public Filter from(Instant moment) {
        return new Filter(Optional.of(moment), until, fields, text);
    }

    public Filter until(Instant moment) {
        return new Filter(from, Optional.of(moment), fields, text);
    }

    /// @param value for an outcome that is not there yet, the empty text
    public Filter where(Field field, String value) {
        var more = new EnumMap<Field, String>(Field.class);
        more.putAll(fields);
        more.put(field, value);
        return new Filter(from, until, more, text);
    }

    public Filter with(String words) {
        return new Filter(from, until, fields, words);
    }
}
