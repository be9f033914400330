package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Builds a record from the few components that a case names. The others are as in `base`, or,
// where
/// there is none, what means nothing special: false, 0, the empty text, the first word of an enum.
final class Defaults {
    private Defaults() {}

    static <R extends Record> R with(Class<R> type, JsonNode said, R base) {
        try {
            var components = type.getRecordComponents();
            var types = Arrays.stream(components).map(RecordComponent::getType);
            var values = new ArrayList<Object>();
            for (RecordComponent component : components) {
                var value = said.get(component.getName());
                values.add(
                        value != null
                                ? value(component.getType(), value)
                                : base != null
                                        ? component.getAccessor().invoke(base)
                                        : nothing(component.getType()));
            }
            said.fieldNames().forEachRemaining(name -> expectOneOf(components, name));
            return type.getDeclaredConstructor(types.toArray(Class[]::new))
                    .newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void expectOneOf(RecordComponent[] components, String name) {
        if (Arrays.stream(components).noneMatch(each -> each.getName().equals(name))) {
            throw new IllegalArgumentException("there is no " + name);
        }
    }

    private static Object value(Class<?> type, JsonNode said) {
        if (type == boolean.class) {
            return said.booleanValue();
        } else if (type == int.class) {
            return said.intValue();
        } else if (type == OptionalInt.class) {
            return OptionalInt.of(said.intValue());
        } else if (type == Optional.class) {
            return Optional.of(said.asText());
        } else if (type == List.class) {
            var items = new ArrayList<String>();
            said.forEach(item -> items.add(item.asText()));
            return items;
        } else if (type.isEnum()) {
            var word = said.asText().toUpperCase(Locale.ROOT);
            return Arrays.stream(type.getEnumConstants())
                    .filter(each -> each.toString().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no " + word));
        }
        return said.asText();
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        } else if (type == int.class) {
            return 0;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return "";
    }
}
