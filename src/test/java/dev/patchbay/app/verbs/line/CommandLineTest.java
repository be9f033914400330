package dev.patchbay.app.verbs.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class CommandLineTest {
    static Stream<List<String>> lines() {
        return Stream.of(
                List.of(),
                List.of("--hidden"),
                List.of("serve", "--demo", "--port", "5000"),
                List.of("serve", "--settings=--odd.json", "--host", "127.0.0.1"),
                List.of("--settings", "a folder/with an=sign.json"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void what_would_be_typed_again_means_the_same(List<String> typed) throws Exception {
        CommandLine line = CommandLine.of(typed.toArray(String[]::new));

        assertEquals(line, CommandLine.of(line.again().toArray(String[]::new)));
    }
}
