package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DiffTest {
    @Test
    void lines_that_both_have_are_not_told() {
        assertEquals(
                "-2 b|+2 B|+3 c|-4 e",
                told(List.of("a", "b", "d", "e", "f"), List.of("a", "B", "c", "d", "f")));
    }

    @Test
    void nothing_that_changed_is_nothing_to_tell() {
        assertTrue(Diff.of(side(List.of("a", "b")), side(List.of("a", "b"))).isEmpty());
    }

    @Test
    void what_is_told_turns_the_one_into_the_other() {
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            List<String> before = some(random);
            List<String> after = some(random);

            Diff diff = Diff.of(side(before), side(after));

            assertEquals(after, patched(before, diff), "seed " + seed);
        }
    }

    @Test
    void of_one_long_line_the_place_that_differs_is_told() {
        String long1 = "x".repeat(1000);

        assertEquals(
                "-1 …"
                        + "x".repeat(40)
                        + "a"
                        + "x".repeat(159)
                        + "…"
                        + "|+1 …"
                        + "x".repeat(40)
                        + "b"
                        + "x".repeat(159)
                        + "…",
                told(List.of(long1 + "a" + long1), List.of(long1 + "b" + long1)));
    }

    @Test
    void of_the_texts_only_those_that_are_named_are_told() throws Refused {
        String document =
                """
                { "a": "key", // it's "a"
                  "b": ["k\\u0041y", {"c": "key"}],
                  "env": {"c": "open", "d": "key", "e": 1} }
                """;

        assertEquals(
                List.of(
                        "{ \"a\": \"••••\", // it's \"a\"",
                        "  \"b\": [\"••••\", {\"c\": \"••••\"}],",
                        "  \"env\": {\"c\": \"open\", \"d\": \"••••\", \"e\": 1} }"),
                Masked.lines(document, Set.of(List.of("env", "c"))));
    }

    private static List<String> some(Random random) {
        List<String> lines = new ArrayList<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            lines.add(String.valueOf((char) ('a' + random.nextInt(4))));
        }
        return lines;
    }

    private static List<String> patched(List<String> before, Diff diff) {
        List<String> lines = new ArrayList<>(before);
        diff.lines().reversed().stream()
                .filter(line -> line.sign() == Diff.Sign.OUT)
                .forEach(line -> lines.remove(line.number() - 1));
        diff.lines().stream()
                .filter(line -> line.sign() == Diff.Sign.IN)
                .forEach(line -> lines.add(line.number() - 1, line.text()));
        return lines;
    }

    private static String told(List<String> before, List<String> after) {
        return Diff.of(side(before), side(after)).lines().stream()
                .map(
                        line ->
                                (line.sign() == Diff.Sign.OUT ? "-" : "+")
                                        + line.number()
                                        + " "
                                        + line.text())
                .collect(Collectors.joining("|"));
    }

    private static Diff.Side side(List<String> lines) {
        return new Diff.Side(lines, lines);
    }
}
