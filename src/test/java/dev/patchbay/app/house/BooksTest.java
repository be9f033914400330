package dev.patchbay.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Target;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.ledger.PriceBook;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What the books keep on the disk and find there.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BooksTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private static final Settings SETTINGS =
            Settings.DEFAULT.withBackends(
                    List.of(
                            BackendSettings.of(
                                    "shop", BackendKind.OPENAI, "https://shop.example/v1"),
                            BackendSettings.of(
                                    "claude", BackendKind.ANTHROPIC, "https://api.anthropic.com")));
    private static final Target SHOP = Target.of("shop", "m");
    private static final Target HAIKU = Target.of("claude", "claude-haiku-4-5");
    private static final Usage MILLION = Usage.of(1_000_000, 0);

    @TempDir Path folder;

    private final List<Note> notes = new ArrayList<>();

    private Journal journal() {
        var journal = new Journal();
        journal.listen(notes::add);
        return journal;
    }

    private KeptPrices prices() {
        return new KeptPrices(folder.resolve("prices.json"), journal());
    }

    private KeptCalibration calibration() {
        return new KeptCalibration(folder.resolve("calibration.tsv"), journal());
    }

    private Books books(KeptPrices prices) {
        return new Books(prices, calibration(), SETTINGS, NOON, ZoneOffset.UTC, journal());
    }

    private static OptionalLong dollars(Books books, Target target) {
        OptionalLong nano = books.cost(target, MILLION).nanoUsd();
        return nano.isPresent()
                ? OptionalLong.of(nano.getAsLong() / 1_000_000_000)
                : OptionalLong.empty();
    }

    private Path file(String asOf, String provider, String pattern, String model, int usd)
            throws IOException {
        return Files.writeString(
                folder.resolve("found.json"),
                """
                {"asOf":"%s","providers":[{"id":"%s","api_pattern":"%s","models":[
                {"id":"x","match":{"equals":"%s"},"prices":{"input_mtok":%d,"output_mtok":1}}]}]}
                """
                        .formatted(asOf, provider, pattern, model, usd));
    }

    @Test
    void prices_that_were_brought_in_count_beside_the_shipped_ones() throws Exception {
        prices().bring(file("2026-12-01", "shop", "https://shop", "m", 7), LocalDate.EPOCH);
        try (var books = books(prices())) {
            assertEquals(OptionalLong.of(7), dollars(books, SHOP));
            assertEquals(OptionalLong.of(1), dollars(books, HAIKU));
        }
    }

    @Test
    void of_two_price_lists_of_one_service_the_newer_counts() throws Exception {
        String anthropic = "https://api\\\\.anthropic\\\\.com";
        prices().bring(
                        file("2026-12-01", "anthropic", anthropic, "claude-haiku-4-5", 7),
                        LocalDate.EPOCH);
        try (var books = books(prices())) {
            assertEquals(OptionalLong.of(7), dollars(books, HAIKU));
        }
        prices().bring(
                        file("2020-12-01", "anthropic", anthropic, "claude-haiku-4-5", 7),
                        LocalDate.EPOCH);
        try (var books = books(prices())) {
            assertEquals(OptionalLong.of(1), dollars(books, HAIKU));
        }
    }

    @Test
    void a_price_file_that_cannot_be_read_is_told_and_left_alone() throws Exception {
        Path kept = Files.writeString(folder.resolve("prices.json"), "{");
        try (var books = books(prices())) {
            assertEquals(OptionalLong.of(1), dollars(books, HAIKU));
        }

        assertEquals("{", Files.readString(kept));
        assertEquals(
                List.of(
                        new Note.SettingsFault(
                                "prices.json",
                                "It is not JSON.",
                                "The prices that came with Patchbay are used.")),
                notes);
    }

    @Test
    void a_running_house_sees_that_prices_were_brought_in() throws Exception {
        KeptPrices running = prices();
        PriceBook before = running.book();
        assertFalse(running.haveChanged());

        prices().bring(file("2026-12-01", "shop", "https://shop", "m", 7), LocalDate.EPOCH);

        assertTrue(running.haveChanged());
        assertEquals(before.services() + 1, running.book().services());
        assertFalse(running.haveChanged());
    }

    @Test
    void new_settings_bring_their_prices_with_them() {
        try (var books = books(prices())) {
            assertEquals(OptionalLong.empty(), dollars(books, SHOP));
            books.follow(SETTINGS.withPrices(SETTINGS.prices().with("shop/m", Price.of(4, 0))));
            assertEquals(OptionalLong.of(4), dollars(books, SHOP));
        }
    }

    @Test
    void what_was_learned_about_counting_is_there_again_at_the_next_start() throws Exception {
        Path file = folder.resolve("calibration.tsv");
        Files.writeString(file, "50000\t60000\trouter\tclaude\n");
        var kept = calibration();
        kept.keep();
        assertEquals("50000\t60000\trouter\tclaude\n", kept.known().lines());

        Files.delete(file);
        kept.keep();
        assertFalse(Files.exists(file), "nothing was learned since");
    }

    @Test
    void calibration_that_cannot_be_read_is_told_and_learned_anew() throws Exception {
        Files.createDirectory(folder.resolve("calibration.tsv"));

        assertEquals("", calibration().known().lines());
        assertEquals(1, notes.size());
    }
}
