package dev.patchbay.connect;

import java.util.ArrayList;
import java.util.List;

/// The lines that a change takes out and puts in, fit to be shown.
public record Diff(List<Line> lines) {
    private static final int LONGEST = 200;
    private static final int BEFORE_DIFFERENCE = 40;
    private static final long MOST_COMPARISONS = 4_000_000;

    /// Which way a line goes.
    public enum Sign {
        OUT,
        IN
    }

    /// @param number the line's number from 1: of one that goes out, in the file as it was
    public record Line(Sign sign, int number, String text) {}

    /// A document by its lines, and what of them may be shown: as many.
    record Side(List<String> lines, List<String> shown) {
        static final Side NONE = new Side(List.of(), List.of());

        private Line line(Sign sign, int index) {
            return new Line(sign, index + 1, shown.get(index));
        }
    }

    public Diff {
        lines = List.copyOf(lines);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Of two texts that hold nothing to hide.
    public static Diff of(String before, String after) {
        List<String> from = before.lines().toList();
        List<String> to = after.lines().toList();
        return of(new Side(from, from), new Side(to, to));
    }

    static Diff of(Side before, Side after) {
        int head = head(before.lines, after.lines);
        int tail =
                head(
                        before.lines.subList(head, before.lines.size()).reversed(),
                        after.lines.subList(head, after.lines.size()).reversed());
        List<Line> lines = new ArrayList<>();
        compare(before, after, head, tail, lines);
        return new Diff(clipped(lines));
    }

    private static int head(List<String> one, List<String> other) {
        int most = Math.min(one.size(), other.size());
        int head = 0;
        while (head < most && one.get(head).equals(other.get(head))) {
            head++;
        }
        return head;
    }

    /// Walks along the longest sequence of lines that both sides have, between head and tail.
    private static void compare(Side before, Side after, int head, int tail, List<Line> to) {
        int outs = before.lines.size() - head - tail;
        int ins = after.lines.size() - head - tail;
        int[][] common = common(before, after, head, outs, ins);
        int out = 0;
        int in = 0;
        while (out < outs || in < ins) {
            boolean same =
                    out < outs
                            && in < ins
                            && common[out][in] == common[out + 1][in + 1] + 1
                            && before.lines.get(head + out).equals(after.lines.get(head + in));
            if (same) {
                out++;
                in++;
            } else if (out < outs && (in == ins || common[out + 1][in] >= common[out][in + 1])) {
                to.add(before.line(Sign.OUT, head + out++));
            } else {
                to.add(after.line(Sign.IN, head + in++));
            }
        }
    }

    /// How many lines both have in order, from each pair of places on; not counted where that would
    /// take long.
    private static int[][] common(Side before, Side after, int head, int outs, int ins) {
        int[][] common = new int[outs + 1][ins + 1];
        if ((long) outs * ins > MOST_COMPARISONS) {
            return common;
        }
        for (int out = outs - 1; out >= 0; out--) {
            for (int in = ins - 1; in >= 0; in--) {
                boolean same = before.lines.get(head + out).equals(after.lines.get(head + in));
                common[out][in] =
                        same
                                ? common[out + 1][in + 1] + 1
                                : Math.max(common[out + 1][in], common[out][in + 1]);
            }
        }
        return common;
    }

    /// A document may be one long line; of that, the place that differs is shown.
    private static List<Line> clipped(List<Line> lines) {
        int from = 0;
        if (lines.size() == 2) {
            String one = lines.getFirst().text;
            String other = lines.getLast().text;
            while (from < Math.min(one.length(), other.length())
                    && one.charAt(from) == other.charAt(from)) {
                from++;
            }
        }
        int start = Math.max(0, from - BEFORE_DIFFERENCE);
        return lines.stream().map(line -> clipped(line, start)).toList();
    }

    private static Line clipped(Line line, int start) {
        String text = line.text;
        if (text.length() <= LONGEST) {
            return line;
        }
        int from = Math.min(start, text.length());
        int to = Math.min(text.length(), from + LONGEST);
        String shown =
                (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
        return new Line(line.sign, line.number, shown);
    }
}
