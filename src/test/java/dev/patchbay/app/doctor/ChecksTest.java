package dev.patchbay.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.doctor.Finding.Grade;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.keys.Keychain;
import dev.patchbay.proxy.exchange.BackendTest.Tick;
import dev.patchbay.proxy.exchange.BackendTest.Tick.Outcome;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ChecksTest {
    private static final String WANTING =
            "{\"version\":1,\"backends\":[{\"id\":\"shop\",\"baseUrl\":\"http://127.0.0.1:1\",\"auth\":{\"keys\":[\"keychain:k\"]}}]}";

    @TempDir Path folder;

    private AppPaths paths() {
        return new AppPaths(folder, folder, folder, folder, folder.resolve("run"));
    }

    @ParameterizedTest
    @CsvSource({"99, FAIL", "100, WARN", "1023, WARN", "1024, OK"})
    void a_disk_is_judged_by_what_is_left(long megabytes, Grade grade) {
        assertEquals(
                grade,
                new DiskCheck(folder.resolve("not/yet"), _ -> megabytes << 20).look().grade());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void a_token_that_others_may_read_is_broken() throws Exception {
        Path token = Files.createDirectories(folder.resolve("tokens")).resolve("default");
        Files.writeString(token, "");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));

        List<Finding> findings = new PlacesCheck(paths()).look();

        assertEquals(Grade.FAIL, findings.getFirst().grade());
        assertEquals("Close it: chmod go-rwx '" + token + "'", findings.getFirst().advice());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void a_folder_that_others_may_write_to_is_told() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));

        assertEquals(Grade.WARN, new PlacesCheck(paths()).look().getFirst().grade());
    }

    @Test
    void a_file_in_the_place_of_a_folder_is_broken() throws Exception {
        Files.writeString(folder.resolve("run"), "");

        assertEquals(Grade.FAIL, new PlacesCheck(paths()).look().getFirst().grade());
    }

    @Test
    void a_keychain_that_nobody_needs_may_be_away() throws Exception {
        assertEquals(Grade.WARN, keys(Settings.DEFAULT, null).getFirst().grade());
        assertEquals(Grade.FAIL, keys(Settings.parse(WANTING), null).getFirst().grade());
    }

    @Test
    void a_key_that_is_wanted_and_not_kept_is_broken() throws Exception {
        assertEquals(List.of(Grade.OK), grades(keys(Settings.parse(WANTING), List.of("k"))));
        List<Finding> missing = keys(Settings.parse(WANTING), List.of());
        assertEquals(List.of(Grade.OK, Grade.FAIL), grades(missing));
        assertEquals("Give it: patchbay keys set k", missing.getLast().advice());
    }

    private static List<Grade> grades(List<Finding> findings) {
        return findings.stream().map(Finding::grade).toList();
    }

    @ParameterizedTest
    @CsvSource({"reach, FAIL", "auth, FAIL", "streaming, FAIL", "models, WARN", "tools, WARN"})
    void a_backend_without_tools_or_a_list_still_answers(String failed, Grade grade) {
        List<Tick> ticks =
                List.of("reach", "auth", "models", "streaming", "tools").stream()
                        .map(it -> new Tick(it, it.equals(failed) ? Outcome.NO : Outcome.YES, "no"))
                        .toList();

        Finding finding = BackendsCheck.judged("Shop", "shop", ticks);

        assertEquals(grade, finding.grade());
        assertEquals("Shop: " + failed + ": no", finding.found());
    }

    @Test
    void the_end_of_a_long_log_begins_with_a_whole_line() throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, "0123456789\n".repeat(200_000));

        String tail = LogTail.of(log);

        assertTrue(tail.startsWith("0123456789\n"), tail.substring(0, 20));
        assertTrue(tail.length() > 1_000_000);
        assertEquals("", LogTail.of(folder.resolve("none")));
    }

    private static List<Finding> keys(Settings settings, List<String> kept) {
        return new KeysCheck(settings, new Kept(kept)).look();
    }

    /// @param kept null where the place cannot be asked
    private record Kept(List<String> kept) implements Keychain {
        @Override
        public Secret get(String name) throws SecretUnavailable {
            throw new SecretUnavailable(Reason.MISSING, name);
        }

        @Override
        public void put(String name, Secret secret) {}

        @Override
        public void delete(String name) {}

        @Override
        public List<String> names() throws SecretUnavailable {
            if (kept == null) {
                throw new SecretUnavailable(Reason.ABSENT, "There is none.");
            }
            return kept;
        }

        @Override
        public String place() {
            return "a list";
        }
    }
}
