package dev.patchbay.backend.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.settings.SecretUnavailable;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfigFileTest {
    @TempDir private Path home;

    @Test
    @Proves({"oci-genai §2.1 inheritance", "oci-genai §7 inheritance"})
    void what_a_profile_leaves_unsaid_is_as_in_default() throws Exception {
        var profile = profile("[DEFAULT]\nuser=a\nregion=iad\n[WORK]\nuser=b\n", "WORK");

        assertEquals(Map.of("user", "b", "region", "iad"), profile);
    }

    @Test
    @Proves("oci-genai §2.1 lines")
    void odd_lines_are_read_as_oracle_reads_them() throws Exception {
        var profile =
                profile(
                        "\uFEFF# comment\r\n\r\n"
                                + " [DEFAULT] \r\n"
                                + "  user = A=b # c \r\n"
                                + "user2=x\r\n"
                                + "user2=Y\r\n",
                        "DEFAULT");

        assertEquals(Map.of("user", "A=b # c", "user2", "Y"), profile);
    }

    @ParameterizedTest
    @CsvSource({"'user=a', 1", "'[DEFAULT]\nuser', 2", "'[DEFAULT]\n\n=secret', 3"})
    void a_line_that_is_none_is_named_by_its_number_only(String text, int line) {
        var fault = assertThrows(SecretUnavailable.class, () -> profile(text, "DEFAULT"));

        assertTrue(fault.message().startsWith("Line " + line + " "), fault.message());
        assertFalse(fault.message().contains("secret"), fault.message());
    }

    @Test
    void a_profile_that_is_not_there_is_told_beside_those_that_are() {
        var fault = assertThrows(SecretUnavailable.class, () -> profile("[A]\nuser=a\n", "B"));

        assertTrue(fault.message().contains("'B'; it has A"), fault.message());
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        var fault =
                assertThrows(
                        SecretUnavailable.class, () -> ConfigFile.read(home.resolve("nothing")));

        assertTrue(fault.message().contains("is not there"), fault.message());
    }

    @Test
    @Proves("oci-genai §2.1 lookup")
    void the_file_is_looked_for_where_oracle_looks() throws IOException {
        var usual = file(".oci/config");
        var named = file("mine");
        var other = file(".oraclebmc/config");
        var environment = Map.of("OCI_CONFIG_FILE", named.toString());

        assertEquals(named, ConfigFile.find(Optional.of("~/mine"), home, Map.of()));
        assertEquals(usual, ConfigFile.find(Optional.empty(), home, environment));
        Files.delete(usual);
        assertEquals(named, ConfigFile.find(Optional.empty(), home, environment));
        assertEquals(
                named,
                ConfigFile.find(Optional.empty(), home, Map.of("OCI_CLI_CONFIG_FILE", "~/mine")));
        assertEquals(other, ConfigFile.find(Optional.empty(), home, Map.of()));
        Files.delete(other);
        assertEquals(usual, ConfigFile.find(Optional.empty(), home, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"~/a/b, a/b", "~\\a, a", "a, a"})
    @Proves("oci-genai §2.1 home")
    void a_path_may_begin_with_the_home_folder(String text, String inHome) {
        assertEquals(home.resolve(inHome), ConfigFile.at(text, home));
    }

    private Map<String, String> profile(String text, String name)
            throws IOException, SecretUnavailable {
        Path file = home.resolve("config");
        Files.writeString(file, text);
        return ConfigFile.read(file).profile(name);
    }

    private Path file(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "[DEFAULT]\n");
    }
}
