package dev.patchbay.codec.textcalls;

import java.util.List;

/// Fixed pieces of text, looked for in text that is still coming.
record Marks(List<String> all) {
    /// No mark stands at the place asked for.
    static final int NONE = 0;

    /// The text ends in what may become a mark.
    static final int PARTIAL = -1;

    Marks {
        all = List.copyOf(all);
    }

    /// The length of the mark that stands here, or one of the above.
    int match(CharSequence text, int at) {
        int best = NONE;
        for (int i = 0; i < all.size(); i++) {
            best = better(best, match(all.get(i), text, at));
        }
        return best;
    }

    /// The same for one mark.
    static int match(String mark, CharSequence text, int at) {
        int most = Math.min(mark.length(), text.length() - at);
        for (int i = 0; i < most; i++) {
            if (text.charAt(at + i) != mark.charAt(i)) {
                return NONE;
            }
        }
        return most == mark.length() ? most : most == 0 ? NONE : PARTIAL;
    }

    /// What two looks at one place say together: the first mark found counts most.
    static int better(int one, int other) {
        return one > 0 || other == NONE ? one : other;
    }
}
