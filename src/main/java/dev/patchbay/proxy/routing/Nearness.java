package dev.patchbay.proxy.routing;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// How many single-letter edits lie between two names; used to suggest what somebody may have
/// meant.
final class Nearness {
    private static final int LONGEST = 100;

    /// Among so many names the nearest one is looked for.
    private static final int MOST = 200;

    private Nearness() {}

    static Optional<String> nearest(String name, Stream<String> others) {
        return others.limit(MOST).min(Comparator.comparingInt(other -> of(other, name)));
    }

    static int of(String a, String b) {
        String left = a.substring(0, Math.min(a.length(), LONGEST));
        String right = b.substring(0, Math.min(b.length(), LONGEST));
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}
