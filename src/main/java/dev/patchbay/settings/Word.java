package dev.patchbay.settings;

import java.util.Locale;
import java.util.Optional;

/// How settings.json spells a choice of a few: its constant's name in small letters,
/// with a dash between words.
final class Word {
    private Word() {}

    static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The one of these that is spelled like this, in small or large letters.
    static <E extends Enum<E>> Optional<E> among(E[] choices, String text) {
        for (E each : choices) {
            if (of(each).equalsIgnoreCase(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
