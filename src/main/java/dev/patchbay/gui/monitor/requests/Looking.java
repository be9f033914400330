package dev.patchbay.gui.monitor.requests;

import dev.patchbay.history.Filter;
import dev.patchbay.history.Filter.Field;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What somebody typed to find requests: `model:moth-7b client:"sample client" status:429` must be
/// so, and all other words must be in the bodies that were kept.
///
/// @param words those others
/// @param wrong what cannot be looked for, as it was typed
record Looking(Map<Field, String> fields, String words, Optional<String> wrong) {
    private static final Map<String, Field> NAMES =
            Map.of(
                    "status", Field.STATUS,
                    "backend", Field.BACKEND,
                    "alias", Field.ALIAS,
                    "model", Field.MODEL,
                    "client", Field.CLIENT,
                    "run", Field.CLIENT_RUN,
                    "profile", Field.PROFILE);

    private static final Pattern PIECE = Pattern.compile("(?:(\\w+):)?(?:\"([^\"]*)\"?|(\\S+))");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

    Looking {
        fields = Map.copyOf(fields);
    }

    static Looking of(String typed) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        List<String> words = new ArrayList<>();
        Optional<String> wrong = Optional.empty();
        Matcher piece = PIECE.matcher(typed);
        while (piece.find()) {
            String name = piece.group(1);
            String value = piece.group(2) == null ? piece.group(3) : piece.group(2);
            Field field = name == null ? null : NAMES.get(name.toLowerCase(Locale.ROOT));
            if (field == null) {
                words.add(piece.group(2) == null ? piece.group() : value);
            } else if (field == Field.STATUS && !STATUS.matcher(value).matches()) {
                wrong = Optional.of(piece.group());
            } else if (!value.isEmpty()) {
                fields.put(field, value);
            }
        }
        return new Looking(fields, String.join(" ", words), wrong);
    }

    /// As one would type it.
    static String typed(Field field, String value) {
        String name =
                NAMES.entrySet().stream()
                        .filter(it -> it.getValue() == field)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining());
        boolean plain = value.chars().noneMatch(Character::isWhitespace);
        return name + ":" + (plain ? value : '"' + value + '"');
    }

    Filter on(Filter filter) {
        Filter narrower = words.isEmpty() ? filter : filter.with(words);
        for (var field : fields.entrySet()) {
            narrower = narrower.where(field.getKey(), field.getValue());
        }
        return narrower;
    }
}
