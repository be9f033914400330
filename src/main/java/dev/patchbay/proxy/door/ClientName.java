package dev.patchbay.proxy.door;

import org.jspecify.annotations.Nullable;

/// Which program asks, from what it says of itself: `claude-cli/2.1.0 (…)` is `claude-cli/2.1.0`.
final class ClientName {
    private static final int LONGEST = 64;

    private ClientName() {}

    static String of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return "unknown";
        }
        String text = userAgent.strip();
        int blank = text.indexOf(' ');
        String first = blank < 0 ? text : text.substring(0, blank);
        return first.length() > LONGEST ? first.substring(0, LONGEST) : first;
    }
}
