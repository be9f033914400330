package dev.patchbay.proxy.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The name of a model, taken apart to be compared: `anthropic/claude-sonnet-4-5-20251001` has the
/// last segment `claude-sonnet-4-5-20251001`, the family `claude sonnet`, the version 4 5 and the
/// date 20251001.
///
/// @param id as it was written
/// @param segment what stands behind the last slash, in small letters
/// @param undated the id in small letters, without its date
/// @param family the words of the segment without numbers; sizes such as `70b` are words, and
/// `latest` is none
/// @param version its numbers, in order
/// @param stamp a month such as the 2411 of `mistral-large-2411`; 0 where there is none
/// @param date 0 where there is none
record ModelName(
        String id,
        String segment,
        String undated,
        String family,
        List<Integer> version,
        int stamp,
        int date) {

    /// No maker has given a model a longer name.
    static final int LONGEST = 300;

    private static final int STAMP_LENGTH = 4;
    private static final int MOST_DIGITS = 9;

    /// Of two names of one family the newer is greater.
    static final Comparator<ModelName> BY_AGE =
            Comparator.comparing(ModelName::version, ModelName::inOrder)
                    .thenComparing(ModelName::stamp)
                    .thenComparing(ModelName::date);

    ModelName {
        version = List.copyOf(version);
    }

    static ModelName of(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        String segment = lower.substring(lower.lastIndexOf('/') + 1);
        String undated = Dates.cut(lower);
        var words = new ArrayList<String>();
        var numbers = new ArrayList<Integer>();
        int stamp = 0;
        for (String piece : Dates.cut(segment).split("[-_:@ ]+")) {
            int digits = digitsFrom(piece, 0);
            boolean number = !piece.isEmpty() && digits == piece.length();
            if (number && piece.length() == STAMP_LENGTH && piece.indexOf('.') < 0) {
                stamp = Integer.parseInt(piece);
            } else if (number) {
                add(numbers, piece);
            } else if (!piece.equals("latest")) {
                int letters = lettersOf(piece);
                boolean versioned = letters > 0 && digitsFrom(piece, letters) == piece.length();
                words.add(versioned ? piece.substring(0, letters) : piece);
                if (versioned) {
                    add(numbers, piece.substring(letters));
                }
            }
        }
        String family = String.join(" ", words).strip();
        return new ModelName(id, segment, undated, family, numbers, stamp, Dates.of(lower));
    }

    /// The last segment without its date.
    String undatedSegment() {
        return undated.substring(undated.lastIndexOf('/') + 1);
    }

    private static int lettersOf(String piece) {
        int at = 0;
        while (at < piece.length() && Character.isLetter(piece.charAt(at))) {
            at++;
        }
        return at;
    }

    /// Where a number such as `4` or `4.5` that begins here ends.
    private static int digitsFrom(String piece, int start) {
        int at = start;
        while (at < piece.length() && (isDigit(piece.charAt(at)) || piece.charAt(at) == '.')) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void add(List<Integer> numbers, String dotted) {
        for (String digits : dotted.split("\\.", -1)) {
            if (!digits.isEmpty()) {
                numbers.add(
                        digits.length() > MOST_DIGITS
                                ? Integer.MAX_VALUE
                                : Integer.parseInt(digits));
            }
        }
    }

    private static int inOrder(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
