package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultTableTest {
    private static final Path PAGE = Path.of("docs/faults.md");

    @TempDir private Path folder;

    @Test
    void the_page_tells_what_clients_get_when_backends_fail() throws Exception {
        try (var table = new FaultTable(folder)) {
            String measured = table.measured();
            if ("write".equals(System.getProperty("patchbay.faults"))) {
                Files.writeString(PAGE, measured);
            }

            assertEquals(
                    Files.readString(PAGE),
                    measured,
                    "the page is out of date; write it anew with: mvn test -Dtest=FaultTableTest"
                            + " -Dpatchbay.faults=write");
        }
    }
}
