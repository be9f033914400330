package dev.patchbay.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PriceBookTest {
    private static final PriceBook SHIPPED = PriceBook.shipped();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static PriceList list(PriceBook book, String id) {
        return book.lists().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static PriceBook book(String providers) throws PriceFile.Unreadable {
        return PriceFile.read(
                json("{'source':'test','asOf':'2026-01-01','providers':" + providers + "}"));
    }

    private static String selling(String models) {
        return "[{'id':'shop','api_pattern':'https://shop','models':[" + models + "]}]";
    }

    @Test
    void the_shipped_book_says_where_it_is_from_and_of_which_day() {
        assertEquals("@pydantic/genai-prices 0.1.8", SHIPPED.source());
        assertEquals(LocalDate.of(2026, 9, 23), SHIPPED.asOf());
        assertTrue(SHIPPED.models() > 1_500, "models: " + SHIPPED.models());
    }

    @Test
    void it_reckons_as_the_project_does_that_it_is_from() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (String line : knownCosts()) {
            String[] is = line.split("\t", -1);
            Usage usage =
                    Usage.of(Long.parseLong(is[3]), Long.parseLong(is[6]))
                            .withCacheRead(Long.parseLong(is[4]))
                            .withCacheWrite(Long.parseLong(is[5]));
            PriceList list = list(SHIPPED, is[0]);
            OptionalLong cost =
                    SHIPPED.model(list, is[1])
                            .orElseThrow()
                            .rates(Instant.parse(is[2]), usage.prompt().orElseThrow())
                            .nanoUsd(usage);
            seen++;
            if (cost.orElseThrow() != Long.parseLong(is[7])) {
                wrong.add(line + " but " + cost);
            }
        }

        assertEquals(List.of(), wrong);
        assertTrue(seen > 300, "costs compared: " + seen);
    }

    private static List<String> knownCosts() throws IOException {
        try (var in = PriceBookTest.class.getResourceAsStream("/ledger/known-costs.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, anthropic",
        "https://openrouter.ai/api/v1, openrouter",
        "https://API.OpenAI.com/v1, openai",
        "https://generativelanguage.googleapis.com/v1beta/openai, google",
        "https://someone.openai.azure.com/openai/v1, azure",
        "https://api.moonshot.ai/v1, moonshotai",
        "https://api.z.ai/api/paas/v4, zai"
    })
    void a_service_is_known_by_its_address(String url, String id) {
        assertEquals(Optional.of(id), SHIPPED.at(url).map(PriceList::id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://127.0.0.1:11434/v1",
                "https://llm.example/v1",
                "https://evil.example/https://api.openai.com"
            })
    void an_unknown_address_has_no_prices(String url) {
        assertEquals(Optional.empty(), SHIPPED.at(url).map(PriceList::id));
    }

    @Test
    void a_date_in_a_name_may_be_written_either_way() {
        PriceList openAi = list(SHIPPED, "openai");

        assertTrue(SHIPPED.model(openAi, "gpt-4o-20241120").isPresent());
    }

    @Test
    void a_service_that_has_other_makers_models_charges_what_they_do() {
        assertTrue(SHIPPED.model(list(SHIPPED, "azure"), "gpt-4o").isPresent());
    }

    @Test
    void the_step_is_passed_by_the_first_token_above_it() throws Exception {
        var book =
                book(
                        selling(
                                "{'match':{'equals':'m'},'prices':{'input_mtok':{'base':3,'tiers':[{'start':200000,'price':6}]},'output_mtok':15}}"));
        PricedModel model = book.model(list(book, "shop"), "m").orElseThrow();

        assertEquals(3_000_000, model.rates(NOON, 200_000).input());
        assertEquals(6_000_000, model.rates(NOON, 200_001).input());
        assertEquals(15_000_000, model.rates(NOON, 200_001).output());
    }

    @Test
    void prices_may_depend_on_the_hour() throws Exception {
        var book =
                book(
                        selling(
                                "{'match':{'equals':'m'},'prices':[{'prices':{'input_mtok':1,'output_mtok':1}},"
                                    + "{'constraint':{'start_time':'22:00:00Z','end_time':'02:00:00Z'},'prices':{'input_mtok':2,'output_mtok':2}}]}"));
        PricedModel model = book.model(list(book, "shop"), "m").orElseThrow();

        assertEquals(1_000_000, model.rates(NOON, 1).input());
        assertEquals(2_000_000, model.rates(Instant.parse("2026-11-21T23:00:00Z"), 1).input());
        assertEquals(2_000_000, model.rates(Instant.parse("2026-11-21T01:59:59Z"), 1).input());
        assertEquals(1_000_000, model.rates(Instant.parse("2026-11-21T02:00:00Z"), 1).input());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'match':{'equals':'m'},'prices':{'input_mtok':1}}",
                "{'match':{'equals':'m'},'prices':{}}",
                "{'match':{'equals':'m'},'prices':{'input_mtok':'1','output_mtok':2}}",
                "{'match':{'equals':'m'},'prices':{'input_mtok':-1,'output_mtok':2}}",
                "{'match':{'equals':'m'},'prices':{'input_mtok':1e9,'output_mtok':2}}",
                "{'match':{'sounds_like':'m'},'prices':{'input_mtok':1,'output_mtok':2}}",
                "{'match':{'regex':'('},'prices':{'input_mtok':1,'output_mtok':2}}",
                "{'match':{'equals':'m'},'prices':[{'constraint':{'moon':'full'},'prices':{'input_mtok':1,'output_mtok':2}}]}",
                "{'match':{'equals':'m'},'prices':[{'constraint':{'start_date':'soon'},'prices':{'input_mtok':1,'output_mtok':2}}]}",
                "7"
            })
    void what_is_not_understood_is_no_price(String model) throws Exception {
        var book =
                book(
                        selling(
                                model
                                        + ",{'match':{'equals':'good'},'prices':{'input_mtok':1,'output_mtok':2}}"));

        assertEquals(1, book.models());
    }

    @Test
    void a_variant_that_the_data_gives_away_costs_nothing() throws Exception {
        var book = book(selling("{'id':'m:free','match':{'equals':'m:free'},'prices':{}}"));

        Rates rates = book.model(list(book, "shop"), "m:free").orElseThrow().rates(NOON, 1);

        assertEquals(OptionalLong.of(0), rates.nanoUsd(Usage.of(1_000, 1_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prices", "7", "{}", "[]", "{'providers':{}}", "[{'id':'shop'}]"})
    void a_file_without_prices_is_refused(String content) {
        assertThrows(
                PriceFile.Unreadable.class,
                () -> PriceFile.adopted(json(content), "prices.json", LocalDate.EPOCH));
    }

    @Test
    void a_file_as_the_project_publishes_it_is_adopted_under_the_day_it_was_brought()
            throws Exception {
        String published =
                selling("{'match':{'equals':'m'},'prices':{'input_mtok':1,'output_mtok':2}}");

        byte[] kept = PriceFile.adopted(json(published), "data.json", LocalDate.of(2026, 12, 24));
        PriceBook book = PriceFile.read(kept);

        assertEquals("data.json", book.source());
        assertEquals(LocalDate.of(2026, 12, 24), book.asOf());
        assertEquals(1, book.models());
    }

    @Test
    void a_file_that_tells_its_day_keeps_it() throws Exception {
        byte[] ours =
                json(
                        "{'source':'us','asOf':'2026-02-03','providers':"
                                + selling(
                                        "{'match':{'equals':'m'},'prices':{'input_mtok':1,'output_mtok':2}}")
                                + "}");

        PriceBook book = PriceFile.read(PriceFile.adopted(ours, "x", LocalDate.EPOCH));

        assertEquals("us", book.source());
        assertEquals(LocalDate.of(2026, 2, 3), book.asOf());
    }

    @Test
    void a_newer_book_comes_first_and_the_older_one_fills_its_gaps() throws Exception {
        var newer =
                book(
                        "[{'id':'openai','api_pattern':'https://api\\\\.openai','models':[{'match':{'equals':'gpt-9'},"
                            + "'prices':{'input_mtok':1,'output_mtok':2}}]}]");

        PriceBook both = newer.over(SHIPPED);

        assertEquals(1, list(both, "openai").models().size());
        assertTrue(both.at("https://api.anthropic.com").isPresent());
        assertEquals(SHIPPED.services(), both.services());
    }
}
