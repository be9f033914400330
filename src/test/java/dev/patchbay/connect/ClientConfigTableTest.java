package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClientConfigTableTest {
    private static final Path PAGE = Path.of("docs/client-configs.md");

    @TempDir Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void what_is_not_ours_stays_to_the_byte_or_the_file_is_refused() throws Exception {
        String measured = new ClientConfigTable(folder).measured();
        if ("write".equals(System.getProperty("patchbay.configs"))) {
            Files.writeString(PAGE, measured);
        }

        assertFalse(measured.contains("CHANGED"), measured);
        assertEquals(
                Files.readString(PAGE),
                measured,
                "the page is out of date; write it anew with:"
                        + " mvn test -Dtest=ClientConfigTableTest -Dpatchbay.configs=write");
    }

    @Test
    void there_are_many_of_them() {
        assertTrue(new ClientConfigTable(folder).count() >= 60);
    }
}
