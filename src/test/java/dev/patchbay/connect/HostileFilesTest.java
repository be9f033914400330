package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.connect.HostileConfigs.Sample;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Files as people, editors and accidents leave them: connecting and disconnecting gives back the
/// same bytes, or is refused before anything is touched.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileFilesTest {
    private static final String SECRET = HostileConfigs.SECRET;
    static final List<Sample> RESTORED = HostileConfigs.restored();
    static final List<Sample> REFUSED = HostileConfigs.refused();

    private static final Access ACCESS =
            Access.of("127.0.0.1", 5225, Secret.of("pb-made-up-for-tests"));

    @TempDir Path folder;

    private Connections connections;
    private Place place;
    private List<NamedKey> keys;

    @BeforeEach
    void open() throws IOException {
        var claude = new ClaudeCode(folder, folder, folder.resolve("none"), Map.of());
        connections = new Connections(folder.resolve("ours"), InstantSource.system());
        place = claude.place(Scope.USER);
        keys = claude.keys(ACCESS, SignIn.REPLACED);
        Files.createDirectories(place.file().getParent());
    }

    @ParameterizedTest
    @FieldSource("RESTORED")
    void a_file_that_can_be_read_gets_our_keys_and_is_restored_to_the_byte(Sample sample)
            throws Exception {
        Files.write(place.file(), sample.bytes());

        Plan plan = connections.connect(place, keys);
        connections.apply(plan);
        String connected = Files.readString(place.file());
        assertTrue(
                Merge.holds(Content.of(connected.getBytes(StandardCharsets.UTF_8)).text(), keys));
        assertFalse(plan.diff().toString().contains(SECRET), () -> plan.diff().toString());
        connections.apply(connections.disconnect(place, keys));

        assertArrayEquals(sample.bytes(), Files.readAllBytes(place.file()));
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void a_file_that_cannot_be_changed_safely_is_refused_and_not_touched(Sample sample)
            throws Exception {
        Files.write(place.file(), sample.bytes());

        Refused refused = assertThrows(Refused.class, () -> connections.connect(place, keys));

        assertUntouched(refused);
        assertArrayEquals(sample.bytes(), Files.readAllBytes(place.file()));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void a_read_only_file_stays_as_it_is() throws Exception {
        Files.writeString(place.file(), "{}");
        Files.setPosixFilePermissions(place.file(), PosixFilePermissions.fromString("r--r--r--"));

        assertUntouched(assertThrows(Refused.class, () -> connections.connect(place, keys)));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void a_link_that_leads_nowhere_stays_as_it_is() throws Exception {
        Files.createSymbolicLink(place.file(), Path.of("gone.json"));

        assertUntouched(assertThrows(Refused.class, () -> connections.connect(place, keys)));
        assertTrue(Files.isSymbolicLink(place.file()));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void links_in_a_circle_stay_as_they_are() throws Exception {
        Files.createSymbolicLink(place.file(), place.file());

        assertUntouched(assertThrows(Refused.class, () -> connections.connect(place, keys)));
    }

    @Test
    void a_folder_in_the_place_of_the_file_stays_as_it_is() throws Exception {
        Files.createDirectories(place.file());

        assertUntouched(assertThrows(Refused.class, () -> connections.connect(place, keys)));
    }

    private void assertUntouched(Refused refused) {
        assertTrue(
                refused.message().startsWith(place.file() + " was not touched. "),
                refused.message());
        assertFalse(refused.message().contains(SECRET), refused.message());
        assertEquals(false, Files.exists(folder.resolve("ours")));
    }
}
