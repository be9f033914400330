package dev.patchbay.backend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/// What one request asks of the demo backend.
///
/// @param failure the status to fail with
record DemoCues(Set<DemoCue> all, OptionalInt failure) {
    /// A longer message is about something and only happens to hold one of our words.
    private static final int MOST_WORDS = 20;

    private static final int MOST_READ = 200;

    private static final String FAIL_MODEL = "demo-fail-";
    private static final Set<String> FILLERS = Set.of("with", "an", "a", "error", "status", "code");

    DemoCues {
        all = Collections.unmodifiableSet(all);
    }

    static DemoCues of(String model, String said) {
        var all = EnumSet.noneOf(DemoCue.class);
        List<String> words = words(said);
        boolean brief = words.size() <= MOST_WORDS;
        String text = " " + String.join(" ", words) + " ";
        for (DemoCue cue : DemoCue.values()) {
            boolean named = cue.model().equals(model);
            if (named
                    || brief && cue.words().stream().anyMatch(w -> text.contains(" " + w + " "))) {
                all.add(cue);
            }
        }
        OptionalInt failure =
                model.startsWith(FAIL_MODEL)
                        ? status(model.substring(FAIL_MODEL.length()))
                        : brief ? failureIn(words) : OptionalInt.empty();
        return new DemoCues(all, failure);
    }

    boolean has(DemoCue cue) {
        return all.contains(cue);
    }

    /// The first words of a text, in small letters; what joins a name, such as `_`, belongs to the
    /// word.
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i <= text.length() && words.size() < MOST_READ; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || c == '_' || c == '-') {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
        }
        return words;
    }

    /// `fail with 429`, `fail 503`, `fail with a status 500`.
    private static OptionalInt failureIn(List<String> words) {
        int at = words.indexOf("fail") + 1;
        while (at > 0 && at < words.size() && FILLERS.contains(words.get(at))) {
            at++;
        }
        return at > 0 && at < words.size() ? status(words.get(at)) : OptionalInt.empty();
    }

    private static OptionalInt status(String word) {
        boolean isFailure =
                word.length() == 3
                        && (word.charAt(0) == '4' || word.charAt(0) == '5')
                        && isDigit(word.charAt(1))
                        && isDigit(word.charAt(2));
        return isFailure ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
