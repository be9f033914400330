package dev.patchbay.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether docs/ancestors.md is whole, and names only what is there.
@DisplayNameGeneration(ReplaceUnderscores.class)
class AncestorsDocTest {
    private static final Path DOC = Path.of("docs/ancestors.md");
    private static final Path SOURCES = Path.of("src/main/java/dev/patchbay");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-E][0-9]) \\|");
    private static final Pattern NAMED = Pattern.compile("`((?:[a-z0-9]+\\.)+[A-Z]\\w+)`");

    private static Stream<String> lines(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> letter + n);
    }

    @Test
    void every_ability_has_its_row() throws IOException {
        List<String> rows =
                ROW.matcher(Files.readString(DOC)).results().map(found -> found.group(1)).toList();
        List<String> wanted = new ArrayList<>();
        lines("A", 9).forEach(wanted::add);
        lines("B", 8).forEach(wanted::add);
        lines("C", 6).forEach(wanted::add);
        lines("D", 5).forEach(wanted::add);
        lines("E", 5).forEach(wanted::add);

        assertEquals(wanted, rows);
    }

    @Test
    void every_class_that_is_named_is_there() throws IOException {
        List<String> missing =
                NAMED.matcher(Files.readString(DOC))
                        .results()
                        .map(AncestorsDocTest::name)
                        .filter(name -> !Files.exists(file(name)))
                        .toList();

        assertEquals(List.of(), missing);
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }

    private static Path file(String name) {
        return SOURCES.resolve(name.replace('.', '/') + ".java");
    }
}
