package dev.patchbay.app.verbs.past;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Two texts in two columns. Lines that both have stand beside each other; the mark between them
/// tells the others, as `sdiff` does: `|` for lines that differ, `<` and `>` for a line that one
/// side has alone.
///
/// @param width of each column
record SideBySide(int width) {
    /// More comparisons take too long; then the lines stand beside each other as they come.
    private static final long MOST_COMPARED = 4_000_000;

    /// How wide the mark is.
    static final int MARK = 3;

    private static final String TAB = "    ";

    private record Row(@Nullable String left, @Nullable String right) {
        String mark() {
            if (Objects.equals(left, right)) {
                return "   ";
            }
            return left == null ? " > " : right == null ? " < " : " | ";
        }
    }

    private record Pair(int left, int right) {}

    List<String> lines(String left, String right) {
        List<String> lines = new ArrayList<>();
        rows(plain(left), plain(right)).forEach(row -> put(row, row.mark(), lines));
        return lines;
    }

    /// One value of each side, without a mark.
    List<String> cells(String left, String right) {
        List<String> lines = new ArrayList<>();
        put(new Row(left, right), " ".repeat(MARK), lines);
        return lines;
    }

    /// A model's words must not steer the terminal.
    private static List<String> plain(String text) {
        return text.lines().map(it -> it.replace("\t", TAB).replaceAll("\\p{Cc}", "·")).toList();
    }

    // ------------------------------------------------------------------ which lines belong
    // together

    private static List<Row> rows(List<String> left, List<String> right) {
        List<Row> rows = new ArrayList<>();
        int l = 0;
        int r = 0;
        for (Pair pair : common(left, right)) {
            pairUp(left.subList(l, pair.left), right.subList(r, pair.right), rows);
            rows.add(new Row(left.get(pair.left), right.get(pair.right)));
            l = pair.left + 1;
            r = pair.right + 1;
        }
        pairUp(left.subList(l, left.size()), right.subList(r, right.size()), rows);
        return rows;
    }

    private static void pairUp(List<String> left, List<String> right, List<Row> into) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            into.add(
                    new Row(
                            i < left.size() ? left.get(i) : null,
                            i < right.size() ? right.get(i) : null));
        }
    }

    /// The longest row of lines that both have in the same order.
    private static List<Pair> common(List<String> left, List<String> right) {
        if ((long) left.size() * right.size() > MOST_COMPARED) {
            return List.of();
        }
        int[][] ahead = new int[left.size() + 1][right.size() + 1];
        for (int l = left.size() - 1; l >= 0; l--) {
            for (int r = right.size() - 1; r >= 0; r--) {
                ahead[l][r] =
                        left.get(l).equals(right.get(r))
                                ? ahead[l + 1][r + 1] + 1
                                : Math.max(ahead[l + 1][r], ahead[l][r + 1]);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            if (left.get(l).equals(right.get(r))) {
                pairs.add(new Pair(l++, r++));
            } else if (ahead[l + 1][r] >= ahead[l][r + 1]) {
                l++;
            } else {
                r++;
            }
        }
        return pairs;
    }

    // ------------------------------------------------------------------ how they look

    private void put(Row row, String mark, List<String> into) {
        List<String> left = wrapped(row.left);
        List<String> right = wrapped(row.right);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String first = i < left.size() ? left.get(i) : "";
            String second = i < right.size() ? right.get(i) : "";
            into.add((padded(first) + mark + second).stripTrailing());
        }
    }

    private String padded(String cell) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }

    private List<String> wrapped(@Nullable String line) {
        List<String> pieces = new ArrayList<>();
        String rest = line == null ? "" : line;
        while (rest.length() > width) {
            int end = end(rest);
            pieces.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }

    /// Where a line is broken that is too long: behind its last word that fits, if there is one.
    private int end(String line) {
        int blank = line.lastIndexOf(' ', width);
        boolean indentOnly = line.substring(0, Math.max(0, blank)).isBlank();
        if (!indentOnly) {
            return blank;
        }
        return Character.isHighSurrogate(line.charAt(width - 1)) ? width - 1 : width;
    }
}
