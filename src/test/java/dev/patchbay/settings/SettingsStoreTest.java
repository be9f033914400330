package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Target;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsStoreTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-02-03T12:00:00Z"));

    @TempDir Path folder;
    private Path file;
    private final BlockingQueue<SettingsNews> news = new LinkedBlockingQueue<>();

    @BeforeEach
    void place() {
        file = folder.resolve("settings.json");
    }

    @Test
    void without_a_file_there_are_defaults_and_no_file_is_made() throws Exception {
        try (var store = open()) {
            assertEquals(Settings.DEFAULT, store.current());
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void a_change_is_in_force_told_and_on_the_disk() throws Exception {
        try (var store = open()) {
            assertEquals(8080, store.update(s -> s.withPort(8080)).server().port());

            assertEquals(8080, store.current().server().port());
            assertEquals(8080, ((SettingsNews.Saved) last()).settings().server().port());
            assertEquals("{'version':1,'server':{'port':8080}}", content());
        }
    }

    @Test
    void the_file_is_its_owners_alone() throws Exception {
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (var store = open()) {
            store.update(s -> s.withPort(8080));

            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void a_missing_folder_is_made_for_its_owner_alone() throws Exception {
        file = folder.resolve("a/b/settings.json");
        try (var store = open()) {
            store.update(s -> s.withPort(8080));

            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("a"))));
        }
    }

    @Test
    void a_link_in_the_place_of_the_file_stays_a_link() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("dotfiles")).resolve("patchbay.json");
        Files.writeString(elsewhere, "{}");
        Files.createSymbolicLink(file, elsewhere);
        try (var store = open()) {
            store.update(s -> s.withPort(8080));

            assertTrue(Files.isSymbolicLink(file));
            assertEquals(
                    8080, Given.tree(Files.readAllBytes(elsewhere)).at("/server/port").asInt());
        }
    }

    @Test
    void a_change_that_breaks_something_is_refused_with_its_reason_and_not_written()
            throws Exception {
        try (var store = open()) {
            var refused =
                    assertThrows(
                            SettingsRefused.class,
                            () ->
                                    store.update(
                                            s -> s.withAlias(Alias.of("a", Target.of("no", "m")))));

            assertTrue(refused.message().startsWith("aliases[0].targets: "), refused.message());
            assertFalse(Files.exists(file));
            assertEquals(Settings.DEFAULT, store.current());
        }
    }

    @Test
    void what_was_broken_before_does_not_stand_in_the_way_of_another_change() throws Exception {
        Files.write(file, Given.json("{'version':1,'backends':[7],'server':{'port':'x'}}"));
        try (var store = open()) {
            store.update(s -> s.withLog(s.log().withLevel("warn")));

            assertEquals(
                    "{'version':1,'backends':[7],'server':{'port':'x'},'log':{'level':'warn'}}",
                    content());
        }
    }

    @Test
    void an_unreadable_file_is_moved_aside_and_told_and_nothing_of_it_is_shown() throws Exception {
        Files.writeString(file, "{\"keys\": sk-hush}");
        try (var store = open()) {
            var moved = assertInstanceOf(SettingsNews.MovedAside.class, last());

            assertEquals(
                    folder.toRealPath().resolve("settings.json.unreadable-20260203-120000"),
                    moved.to());
            assertEquals("{\"keys\": sk-hush}", Files.readString(moved.to()));
            assertTrue(moved.reason().contains("line 1, column "), moved.reason());
            assertFalse(moved.reason().contains("hush"), moved.reason());
            assertEquals(Settings.DEFAULT, store.current());
        }
    }

    @Test
    void a_second_unreadable_file_does_not_replace_the_first() throws Exception {
        for (String text : List.of("one", "two")) {
            Files.writeString(file, text);
            open().close();
        }

        assertEquals(
                "one",
                Files.readString(folder.resolve("settings.json.unreadable-20260203-120000")));
        assertEquals(
                "two",
                Files.readString(folder.resolve("settings.json.unreadable-20260203-120000-2")));
    }

    @Test
    void a_file_of_a_newer_version_is_read_but_not_touched() throws Exception {
        byte[] newer = Given.json("{'version':99,'server':{'port':8080}}");
        Files.write(file, newer);
        try (var store = open()) {
            assertEquals(new SettingsNews.NewerVersion(99, Settings.VERSION), last());
            assertEquals(8080, store.current().server().port());
            var refused =
                    assertThrows(SettingsRefused.class, () -> store.update(s -> s.withPort(1)));

            assertTrue(refused.message().contains("newer Patchbay"), refused.message());
            assertEquals(Given.tree(newer), Given.tree(Files.readAllBytes(file)));
        }
    }

    @Test
    void a_file_of_an_older_version_is_kept_when_it_is_first_written_in_the_new_shape()
            throws Exception {
        Files.write(file, Given.json("{'version':1,'gate':{'port':7}}"));
        var migrations = new Migrations(List.of(tree -> tree.set("server", tree.remove("gate"))));
        var from = new SettingsFile(file, NOON);
        try (var store = SettingsStore.open(from, migrations, Overrides.NONE, news::add)) {
            assertEquals(7, store.current().server().port());
            assertEquals("{'version':1,'gate':{'port':7}}", content());

            store.update(s -> s.withPort(8));

            assertEquals("{'version':2,'server':{'port':8}}", content());
            assertEquals(
                    Given.tree("{'version':1,'gate':{'port':7}}"),
                    Given.tree(
                            Files.readAllBytes(
                                    folder.resolve("settings.json.version-1-20260203-120000"))));
        }
    }

    @Test
    void overrides_are_in_force_and_never_written() throws Exception {
        var overrides = Overrides.of(Map.of("port", "9000"), Map.of("PATCHBAY_LOG_LEVEL", "debug"));
        try (var store = SettingsStore.open(file, overrides, NOON, news::add)) {
            store.update(s -> s.withAlias(Alias.of("a", Target.of("demo", "m"))));

            assertEquals(9000, store.current().server().port());
            assertEquals("debug", store.current().log().level());
            assertEquals(5225, store.stored().server().port());
            assertFalse(content().contains("9000") || content().contains("debug"), content());
        }
    }

    @Test
    void what_another_process_wrote_meanwhile_is_not_lost_by_a_change() throws Exception {
        try (var one = open();
                var other = open()) {
            other.update(s -> s.withLog(s.log().withLevel("warn")));
            one.update(s -> s.withPort(8080));

            assertEquals("{'version':1,'log':{'level':'warn'},'server':{'port':8080}}", content());
        }
    }

    @Test
    void changes_from_many_sides_at_once_are_all_kept() throws Exception {
        try (var one = open();
                var other = open();
                var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20; i++) {
                SettingsStore store = i % 2 == 0 ? one : other;
                Alias alias = Alias.of("alias-" + i, Target.of("demo", "m"));
                var _ = threads.submit(() -> store.update(s -> s.withAlias(alias)));
            }
            threads.shutdown();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));

            assertEquals(20, Given.tree(Files.readAllBytes(file)).get("aliases").size());
        }
    }

    @Test
    void a_slip_made_in_an_editor_is_not_overwritten_by_a_change() throws Exception {
        Files.writeString(file, "{}");
        try (var store = open()) {
            Files.writeString(file, "{\"version\": 1,");

            var refused =
                    assertThrows(SettingsRefused.class, () -> store.update(s -> s.withPort(8080)));

            assertTrue(refused.message().contains("line 1"), refused.message());
            assertInstanceOf(SettingsNews.Rejected.class, last());
            assertEquals("{\"version\": 1,", Files.readString(file));
        }
    }

    @Test
    void a_bad_value_set_by_hand_leaves_the_old_settings_in_force() throws Exception {
        Files.write(file, Given.json("{'server':{'port':7000}}"));
        try (var store = open()) {
            Files.write(file, Given.json("{'server':{'port':'x'}}"));
            store.reload();

            var rejected = assertInstanceOf(SettingsNews.Rejected.class, last());
            assertEquals("server.port", rejected.problems().getFirst().path());
            assertEquals(7000, store.current().server().port());
        }
    }

    @Test
    void a_mended_file_is_taken_again() throws Exception {
        Files.writeString(file, "{}");
        try (var store = open()) {
            Files.writeString(file, "{");
            store.reload();
            Files.write(file, Given.json("{'server':{'port':7000}}"));
            store.reload();

            assertEquals(7000, store.current().server().port());
            assertTrue(store.readOnly().isEmpty());
        }
    }

    @Test
    void a_deleted_file_is_told_and_written_whole_with_the_next_change() throws Exception {
        Files.write(file, Given.json("{'version':1,'mine':1}"));
        try (var store = open()) {
            Files.delete(file);
            store.reload();
            assertInstanceOf(SettingsNews.Rejected.class, last());

            store.update(s -> s.withPort(8080));

            assertEquals("{'version':1,'mine':1,'server':{'port':8080}}", content());
        }
    }

    @Test
    void a_change_by_hand_is_noticed_by_the_watch() throws Exception {
        try (var store = open()) {
            store.watch();
            news.clear();
            Files.write(file, Given.json("{'server':{'port':7000}}"));

            var loaded =
                    assertInstanceOf(SettingsNews.Loaded.class, news.poll(20, TimeUnit.SECONDS));
            assertEquals(7000, loaded.settings().server().port());
        }
    }

    @Test
    void a_change_of_our_own_is_not_told_a_second_time_by_the_watch() throws Exception {
        try (var store = open()) {
            store.watch();
            news.clear();
            store.update(s -> s.withPort(8080));
            Files.write(file, Given.json("{'server':{'port':7000}}"));

            assertInstanceOf(SettingsNews.Saved.class, news.poll(20, TimeUnit.SECONDS));
            var loaded =
                    assertInstanceOf(SettingsNews.Loaded.class, news.poll(20, TimeUnit.SECONDS));
            assertEquals(7000, loaded.settings().server().port());
        }
    }

    @Test
    void in_memory_settings_touch_no_file() throws Exception {
        try (var store = SettingsStore.inMemory(Settings.DEFAULT, Overrides.NONE)) {
            store.update(s -> s.withPort(8080));

            assertEquals(8080, store.current().server().port());
            try (var files = Files.list(folder)) {
                assertEquals(0, files.count());
            }
        }
    }

    @Test
    void a_folder_that_takes_no_file_refuses_the_change_with_the_reason() throws Exception {
        file = Files.writeString(folder.resolve("no-folder"), "").resolve("settings.json");
        try (var store = open()) {
            var refused =
                    assertThrows(SettingsRefused.class, () -> store.update(s -> s.withPort(8080)));

            assertTrue(refused.message().contains("settings.json"), refused.message());
        }
    }

    private SettingsStore open() {
        return SettingsStore.open(file, Overrides.NONE, NOON, news::add);
    }

    private SettingsNews last() {
        return List.copyOf(news).getLast();
    }

    private String content() throws IOException {
        return Given.tree(Files.readAllBytes(file)).toString().replace('"', '\'');
    }

    @Test
    void a_file_in_two_bytes_a_letter_is_read_as_well() throws Exception {
        Files.write(file, "{\"server\":{\"port\":7000}}".getBytes(StandardCharsets.UTF_16));
        try (var store = open()) {
            assertEquals(7000, store.current().server().port());
        }
    }
}
