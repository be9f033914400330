package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Quirks;
import dev.patchbay.settings.QuirkChoice.Kind;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts the quirks of a JSON object into the hub's record.
///
/// It goes by the record's own components, so a new quirk is one new component there and nothing
/// here. What is absent is false, 0, empty, or the first word of its enum.
final class QuirkWords {
    private static final RecordComponent[] COMPONENTS = Quirks.class.getRecordComponents();

    private QuirkWords() {}

    static List<String> names() {
        return Arrays.stream(COMPONENTS).map(RecordComponent::getName).toList();
    }

    static List<QuirkChoice> choices() {
        return Arrays.stream(COMPONENTS).map(QuirkWords::choice).toList();
    }

    private static QuirkChoice choice(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return new QuirkChoice(component.getName(), Kind.FLAG, List.of("true", "false"));
        }
        if (type == int.class) {
            return new QuirkChoice(component.getName(), Kind.NUMBER, List.of());
        }
        if (type == String.class) {
            return new QuirkChoice(component.getName(), Kind.TEXT, List.of());
        }
        List<String> words =
                Arrays.stream(type.getEnumConstants())
                        .map(word -> word.toString().toLowerCase(Locale.ROOT))
                        .toList();
        return new QuirkChoice(component.getName(), Kind.WORD, words);
    }

    /// Notes names and words that mean nothing; they are left out, the others count.
    static void check(Section in) {
        for (String name : in.keys()) {
            Optional<RecordComponent> component = component(name);
            if (component.isEmpty()) {
                in.say(name, "is no quirk that is known here; it is left out. " + nearest(name));
            } else if (in.has(name) && value(component.get(), in.raw(name)).isEmpty()) {
                String was = Problem.shown(in.raw(name));
                in.say(name, "must be " + wanted(component.get()) + ", but is " + was + ".");
            }
        }
    }

    /// The quirks of a preset, with the user's own laid over them.
    static Quirks quirks(ObjectNode preset, ObjectNode own) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : COMPONENTS) {
            String name = component.getName();
            values.add(
                    value(component, own.path(name))
                            .or(() -> value(component, preset.path(name)))
                            .orElseGet(() -> usual(component)));
        }
        try {
            Class<?>[] types =
                    Arrays.stream(COMPONENTS)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            return Quirks.class.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the hub's quirks could not be made", e);
        }
    }

    private static Optional<Object> value(RecordComponent component, JsonNode node) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
        }
        if (type == int.class) {
            boolean fits =
                    node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
            return fits ? Optional.of(node.intValue()) : Optional.empty();
        }
        if (type == String.class) {
            return node.isTextual() ? Optional.of(node.textValue().strip()) : Optional.empty();
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(word -> node.isTextual() && plain(node.textValue()).equals(plain(word)))
                .findFirst()
                .map(Object.class::cast);
    }

    private static Object usual(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == String.class ? "" : type.getEnumConstants()[0];
    }

    private static String wanted(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class) {
            return "a whole number of at least 0";
        }
        if (type == String.class) {
            return "a text";
        }
        return Arrays.stream(type.getEnumConstants())
                .map(word -> word.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    private static Optional<RecordComponent> component(String name) {
        return Arrays.stream(COMPONENTS).filter(it -> it.getName().equals(name)).findFirst();
    }

    private static String nearest(String name) {
        return names().stream()
                .filter(known -> plain(known).equals(plain(name)))
                .findFirst()
                .map(known -> "Did you mean " + known + "?")
                .orElse("The known ones are: " + String.join(", ", names()) + ".");
    }

    /// `reasoning_content`, `reasoningContent` and `REASONING_CONTENT` are one word.
    private static String plain(Object word) {
        return word.toString().strip().replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
