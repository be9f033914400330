package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoorTableTest {
    private static final Path PAGE = Path.of("docs/security-door.md");

    @Test
    void hostile_requests_are_refused_as_expected_and_none_reaches_a_backend() throws Exception {
        try (var table = new DoorTable()) {
            String measured = table.measured();
            if ("write".equals(System.getProperty("patchbay.door"))) {
                Files.writeString(PAGE, measured);
            }

            assertEquals(
                    Files.readString(PAGE),
                    measured,
                    "the page is out of date; write it anew with: mvn test -Dtest=DoorTableTest"
                            + " -Dpatchbay.door=write");
        }
    }

    @Test
    void they_are_refused_in_the_same_words_when_they_come_byte_by_byte() throws Exception {
        List<HostileRequest> shortOnes =
                HostileRequest.all().stream().filter(it -> !it.written().contains("00*")).toList();
        try (var table = new DoorTable()) {
            assertEquals(
                    table.sent(shortOnes, DoorTable.Way.WHOLE),
                    table.sent(shortOnes, DoorTable.Way.IN_DROPS));
        }
    }

    @Test
    void there_are_many_of_them() throws Exception {
        assertTrue(HostileRequest.all().size() >= 60);
    }
}
