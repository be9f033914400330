package dev.patchbay.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Masks the texts of notes, of every kind alike, so that a new kind is safe before anybody thinks
/// of it. Most of what a note says was said by others: a backend's refusal, a client's name of
/// itself.
final class MaskedNotes {
    /// What exchanges are counted by, and what the user named; a name that equals a key stays one.
    private static final Set<String> NAMES = Set.of("id", "alias", "profile", "backend", "model");

    /// What may hold a text.
    private static final Set<Class<?>> TEXTS = Set.of(String.class, Optional.class, List.class);

    /// Looking at a class anew costs more than all else that becomes of a note.
    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> kind) {
                    return Shape.of(kind);
                }
            };

    private MaskedNotes() {}

    /// The note itself if there is nothing to mask.
    static Note of(Note note, UnaryOperator<String> mask) {
        Shape shape = SHAPES.get(note.getClass());
        try {
            for (int place : shape.texts) {
                Object value = shape.parts[place].invoke(note);
                if (!masked(value, mask).equals(value)) {
                    return made(note, shape, mask);
                }
            }
            return note;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a note that cannot be read: " + note.getClass(), e);
        }
    }

    private static Note made(Note note, Shape shape, UnaryOperator<String> mask)
            throws ReflectiveOperationException {
        var values = new Object[shape.parts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.parts[i].invoke(note);
        }
        for (int place : shape.texts) {
            values[place] = masked(values[place], mask);
        }
        return (Note) shape.maker.newInstance(values);
    }

    /// The very same value if there is nothing to mask in it.
    private static Object masked(Object value, UnaryOperator<String> mask) {
        return switch (value) {
            case String text -> {
                String masked = mask.apply(text);
                yield masked.equals(text) ? text : masked;
            }
            case Optional<?> optional when optional.isPresent() -> {
                Object inner = optional.get();
                Object masked = masked(inner, mask);
                yield masked.equals(inner) ? optional : Optional.of(masked);
            }
            case List<?> list -> masked(list, mask);
            default -> value;
        };
    }

    private static List<?> masked(List<?> list, UnaryOperator<String> mask) {
        List<Object> masked = new ArrayList<>(list.size());
        boolean changed = false;
        for (Object inner : list) {
            Object after = masked(inner, mask);
            masked.add(after);
            changed |= !after.equals(inner);
        }
        return changed ? List.copyOf(masked) : list;
    }

    /// How notes of one kind are taken apart and made.
    ///
    /// @param texts the places of those parts that may hold a text
    private record Shape(Method[] parts, int[] texts, Constructor<?> maker) {
        static Shape of(Class<?> kind) {
            RecordComponent[] components = kind.getRecordComponents();
            var parts = new Method[components.length];
            var types = new Class<?>[components.length];
            var texts = new ArrayList<Integer>();
            for (int i = 0; i < components.length; i++) {
                parts[i] = components[i].getAccessor();
                types[i] = components[i].getType();
                if (TEXTS.contains(types[i]) && !NAMES.contains(components[i].getName())) {
                    texts.add(i);
                }
            }
            try {
                return new Shape(
                        parts,
                        texts.stream().mapToInt(Integer::intValue).toArray(),
                        kind.getDeclaredConstructor(types));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a note that is no record: " + kind, e);
            }
        }
    }
}
