package dev.patchbay.gui.settings.backends;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The password that may stand in the address of a proxy, as dots on the screen.
final class HiddenPassword {
    private static final String DOTS = "••••";
    private static final Pattern PASSWORD =
            Pattern.compile("(?<before>[^/]*//[^/@:]*:)(?<password>[^/]*)(?<after>@.*)");

    private HiddenPassword() {}

    /// This address with dots for its password.
    static String in(String address) {
        Matcher found = PASSWORD.matcher(address);
        return found.matches() ? found.group("before") + DOTS + found.group("after") : address;
    }

    /// What was typed, with the password of before where the dots still stand for it.
    static String back(String typed, String before) {
        Matcher now = PASSWORD.matcher(typed);
        Matcher then = PASSWORD.matcher(before);
        boolean kept = now.matches() && now.group("password").equals(DOTS) && then.matches();
        return kept ? now.group("before") + then.group("password") + now.group("after") : typed;
    }
}
