package dev.patchbay.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
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

    private MaskedNotes() {}

    /// The note itself if there is nothing to mask.
    static Note of(Note note, UnaryOperator<String> mask) {
        RecordComponent[] components = note.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean changed = false;
        try {
            for (int i = 0; i < components.length; i++) {
                Object value = components[i].getAccessor().invoke(note);
                boolean named = NAMES.contains(components[i].getName());
                values[i] = named ? value : masked(value, mask);
                changed |= !values[i].equals(value);
            }
            return changed ? made(note, components, values) : note;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a note that cannot be read: " + note.getClass(), e);
        }
    }

    private static Object masked(Object value, UnaryOperator<String> mask) {
        return switch (value) {
            case String text -> mask.apply(text);
            case Optional<?> optional -> optional.map(it -> masked(it, mask));
            case List<?> list -> list.stream().map(it -> masked(it, mask)).toList();
            default -> value;
        };
    }

    private static Note made(Note note, RecordComponent[] components, Object[] values)
            throws ReflectiveOperationException {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<? extends Note> constructor = note.getClass().getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }
}
