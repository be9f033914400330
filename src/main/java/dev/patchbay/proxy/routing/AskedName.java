package dev.patchbay.proxy.routing;

import dev.patchbay.proxy.catalogue.Dates;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// The name a client asked for, with what clients add to it set aside: a window mark such as
/// `[1m]`, a word that wants thinking, and the prefix under which we list names for clients that
/// only look for their own vendor's.
///
/// @param asked as it was sent
/// @param plain what is left of it
/// @param thinking it wants thinking to be switched on
public record AskedName(String asked, String plain, boolean thinking) {
    /// Under which a name is listed for clients that only look for Anthropic's.
    public static final String VIA = "claude-via-";

    private static final List<String> THINKING =
            List.of(":thinking", ":think", ":reason", ":reasoning");

    /// @param given whether somebody gave a thing exactly this name, whatever it looks like
    static AskedName of(String asked, Predicate<String> given) {
        String unmarked = withoutMark(asked);
        String direct = withoutVia(unmarked);
        String calm = withoutThinking(direct);
        // Most names have nothing to set aside, and nobody need be asked about them.
        if (calm.length() == asked.length()) {
            return new AskedName(asked, asked, false);
        }
        for (String name : List.of(asked, unmarked, direct)) {
            if (given.test(name)) {
                return new AskedName(asked, name, false);
            }
        }
        return new AskedName(asked, calm, calm.length() < direct.length());
    }

    /// What the settings or a budget put in the place of the name that was asked for.
    AskedName meaning(String other) {
        return new AskedName(asked, other, thinking);
    }

    /// The name without a date such as `-20251001` at its end.
    Optional<String> dateless() {
        String shorter = Dates.cut(plain);
        return shorter.length() < plain.length() ? Optional.of(shorter) : Optional.empty();
    }

    /// Whether clients that only look for Anthropic's names would show this one.
    public static boolean isShown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("claude") || lower.contains("anthropic");
    }

    /// The name with its window mark gone and everything else as it was.
    static String withoutMark(String asked) {
        int open = asked.lastIndexOf('[');
        return asked.endsWith("]") && open > 0 && asked.length() - open <= 6
                ? asked.substring(0, open)
                : asked;
    }

    private static String withoutVia(String name) {
        boolean via = name.length() > VIA.length() && name.startsWith(VIA);
        return via ? name.substring(VIA.length()) : name;
    }

    private static String withoutThinking(String name) {
        for (String word : THINKING) {
            int end = name.length() - word.length();
            if (end > 0 && name.regionMatches(true, end, word, 0, word.length())) {
                return name.substring(0, end);
            }
        }
        return name;
    }
}
