package dev.patchbay.gui.settings.draft;

import dev.patchbay.gui.parts.Texts;

import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Words for choices: the text whose key ends in the choice's name.
public final class Words {
    private Words() {}

    public static <E extends Enum<E>> StringConverter<E> of(Texts texts, String prefix) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable E choice) {
                return choice == null
                        ? ""
                        : texts.get(prefix + choice.name().toLowerCase(Locale.ROOT));
            }

            @Override
            public @Nullable E fromString(String text) {
                return null; // nothing is typed here
            }
        };
    }
}
