package dev.patchbay.app.doctor;

import java.util.Locale;
import java.util.function.UnaryOperator;

/// What was found about one thing.
///
/// @param subject the thing, in a word or two
/// @param found how it is, in a sentence
/// @param advice what to do; empty where nothing is
public record Finding(String subject, Grade grade, String found, String advice) {
    public enum Grade {
        OK,
        /// It works, but a person should know.
        WARN,
        FAIL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding ok(String subject, String found) {
        return new Finding(subject, Grade.OK, found, "");
    }

    public static Finding warn(String subject, String found, String advice) {
        return new Finding(subject, Grade.WARN, found, advice);
    }

    public static Finding fail(String subject, String found, String advice) {
        return new Finding(subject, Grade.FAIL, found, advice);
    }

    Finding masked(UnaryOperator<String> mask) {
        return new Finding(subject, grade, mask.apply(found), mask.apply(advice));
    }
}
