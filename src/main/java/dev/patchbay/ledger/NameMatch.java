package dev.patchbay.ledger;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// How a price file says which names mean a model. Names are compared in small letters.
final class NameMatch {
    /// A way of matching that we do not know.
    static final class Unknown extends Exception {
        Unknown(String what) {
            super(what);
        }
    }

    private NameMatch() {}

    static Predicate<String> of(JsonNode match) throws Unknown {
        if (match.size() != 1) {
            throw new Unknown("not one way to match");
        }
        var only = match.properties().iterator().next();
        JsonNode value = only.getValue();
        String text = value.asText().toLowerCase(Locale.ROOT);
        return switch (only.getKey()) {
            case "equals" -> text::equals;
            case "starts_with" -> name -> name.startsWith(text);
            case "ends_with" -> name -> name.endsWith(text);
            case "contains" -> name -> name.contains(text);
            case "regex" -> regex(value.asText());
            case "or" -> {
                List<Predicate<String>> ways = all(value);
                yield name -> ways.stream().anyMatch(it -> it.test(name));
            }
            case "and" -> {
                List<Predicate<String>> ways = all(value);
                yield name -> ways.stream().allMatch(it -> it.test(name));
            }
            default -> throw new Unknown(only.getKey());
        };
    }

    private static List<Predicate<String>> all(JsonNode list) throws Unknown {
        List<Predicate<String>> ways = new ArrayList<>();
        for (JsonNode each : list) {
            ways.add(of(each));
        }
        return ways;
    }

    private static Predicate<String> regex(String text) throws Unknown {
        try {
            return Pattern.compile(text).asPredicate();
        } catch (PatternSyntaxException e) {
            throw new Unknown(e.getDescription());
        }
    }
}
