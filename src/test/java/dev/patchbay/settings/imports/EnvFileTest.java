package dev.patchbay.settings.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EnvFileTest {
    @Test
    void comments_exports_and_blanks_are_no_part_of_a_value() {
        assertEquals(
                Map.of("A", "1", "B", "a b", "C", "x#y", "D", "", "E", ""),
                EnvFile.read(
                        "# A=2\n\nexport A=1 # one\n  B = a b \r\nC=x#y\nD=\nE=# none\nno line"));
    }

    @Test
    void quotes_hold_what_is_in_them() {
        assertEquals(
                Map.of("A", " # x ", "B", "a\nb\"$", "C", "a\\nb", "D", "it's"),
                EnvFile.read("A=' # x '\nB=\"a\\nb\\\"\\$\" # c\nC='a\\nb'\nD=\"it's\"\n"));
    }

    @Test
    void a_quoted_value_may_span_lines_and_one_that_never_closes_ends_with_its_line() {
        assertEquals(
                Map.of("A", "1\nB=2", "C", "3", "D", "'4"), EnvFile.read("A='1\nB=2'\nC=3\nD='4"));
    }

    @Test
    void of_two_the_last_counts() {
        assertEquals(Map.of("A", "2"), EnvFile.read("A=1\nA=2"));
    }

    @Test
    void a_variable_may_stand_for_another_of_the_file() {
        var variables = new Variables(Map.of("A", "${B}", "B", "2", "C", "${D}"));

        assertEquals("2", variables.text("A"));
        assertEquals("${D}", variables.text("C"));
    }
}
