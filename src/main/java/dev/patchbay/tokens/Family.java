package dev.patchbay.tokens;

import java.util.Locale;
import java.util.function.ToIntFunction;

/// Models that count alike, and how their counts differ from those of a table that we have.
///
/// @param prefix how a word of the model's name begins; empty for every other name
/// @param vocabulary the table to count with
/// @param factor how many of the model's tokens one of that table's makes
/// @param chinese the same for Chinese, on top of it
/// @param japanese the same for Japanese
/// @param digit what each digit adds beyond the first of a group of three
/// @param line what the end of each line adds
record Family(
        String prefix,
        Vocabulary vocabulary,
        double factor,
        double chinese,
        double japanese,
        double digit,
        double line) {
    static final Family ANY = like("", Vocabulary.O200K, 1.0);

    static Family like(String prefix, Vocabulary vocabulary, double factor) {
        return new Family(prefix, vocabulary, factor, 1, 1, 0, 0);
    }

    /// Reads a line: a prefix, a vocabulary, a factor, and what else is known, each as
    /// `name=number`.
    static Family parse(String line) {
        String[] words = line.split("\\s+", -1);
        if (words.length < 3) {
            throw new IllegalArgumentException("not a prefix, a vocabulary and a factor: " + line);
        }
        var family =
                like(
                        words[0],
                        Vocabulary.valueOf(words[1].toUpperCase(Locale.ROOT)),
                        Double.parseDouble(words[2]));
        for (int i = 3; i < words.length; i++) {
            String[] more = words[i].split("=", 2);
            if (more.length < 2) {
                throw new IllegalArgumentException(
                        "'%s' has no number: %s".formatted(words[i], line));
            }
            family = family.with(more[0], Double.parseDouble(more[1]));
        }
        return family;
    }

    private Family with(String name, double number) {
        return switch (name) {
            case "chinese" -> new Family(prefix, vocabulary, factor, number, japanese, digit, line);
            case "japanese" -> new Family(prefix, vocabulary, factor, chinese, number, digit, line);
            case "digit" -> new Family(prefix, vocabulary, factor, chinese, japanese, number, line);
            case "line" -> new Family(prefix, vocabulary, factor, chinese, japanese, digit, number);
            default ->
                    throw new IllegalArgumentException("nothing is known of '%s'".formatted(name));
        };
    }

    boolean has(String model) {
        int at = model.indexOf(prefix);
        while (at > 0 && Character.isLetterOrDigit(model.charAt(at - 1))) {
            at = model.indexOf(prefix, at + 1);
        }
        return at >= 0;
    }

    /// How many of its tokens a text is.
    ///
    /// @param table counts those of the vocabulary
    double tokens(String text, ToIntFunction<String> table) {
        if (isLikeItsTable()) {
            return factor * table.applyAsInt(text);
        }
        var texture = Texture.of(text);
        double script = texture.kana() ? japanese : chinese;
        return factor
                        * (table.applyAsInt(texture.rest())
                                + script * table.applyAsInt(texture.eastern()))
                + digit * texture.digits()
                + line * texture.lines();
    }

    private boolean isLikeItsTable() {
        return chinese == 1 && japanese == 1 && digit == 0 && line == 0;
    }
}
