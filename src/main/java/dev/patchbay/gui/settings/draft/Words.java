package dev.patchbay.gui.settings.draft;

import dev.patchbay.gui.parts.Texts;

import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.function.Function;

/// Words for choices.
public final class Words {
    private Words() {}

    /// The texts whose keys end in the choices' names.
    public static <E extends Enum<E>> StringConverter<E> of(Texts texts, String prefix) {
        return by(choice -> texts.get(prefix + choice.name().toLowerCase(Locale.ROOT)));
    }

    public static <T> StringConverter<T> by(Function<T, String> word) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T choice) {
                return choice == null ? "" : word.apply(choice);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null; // nothing is typed here
            }
        };
    }
}
