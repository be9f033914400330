package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Recording.Side;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FindingTest {
    private static final String ASKED =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    @TempDir Path folder;

    /// Some hundred exchanges of a few clients, over some hours.
    private static void fill(Keeping history, RandomGenerator random) throws Exception {
        for (int i = 0; i < 300; i++) {
            var told =
                    Told.of("id-" + i)
                            .by(
                                    pick(random, "claude-cli/2.1", "curl/8"),
                                    Optional.of("run-" + random.nextInt(5)),
                                    Optional.of(pick(random, "work", "play")))
                            .to(
                                    Optional.of(pick(random, "sonnet", "opus")),
                                    pick(random, "router", "demo"),
                                    pick(random, "a", "b"))
                            .usage(Usage.of(random.nextInt(1_000), random.nextInt(100)));
            told =
                    switch (random.nextInt(4)) {
                        case 0 -> told.outcome("failed", 502);
                        case 1 -> told.outcome("cancelled", 499);
                        default -> told.priced();
                    };
            history.begin(told);
            if (random.nextInt(20) > 0) {
                history.end(told);
            }
            history.clock.pass(Duration.ofSeconds(random.nextInt(100)));
        }
        history.settled();
    }

    private static String pick(RandomGenerator random, String... of) {
        return of[random.nextInt(of.length)];
    }

    @Test
    void a_filter_finds_what_going_through_all_of_them_finds() throws Exception {
        long seed = 811;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (var history = new Keeping(folder)) {
            fill(history, random);
            List<KeptExchange> all = history.all();
            for (int i = 0; i < 200; i++) {
                Filter filter = filter(random);
                List<String> expected =
                        all.stream().filter(fits(filter)).map(KeptExchange::id).toList();
                assertEquals(expected, history.ids(filter), "seed " + seed + ": " + filter);
            }
        }
    }

    @Test
    void marks_lead_to_every_page_without_the_pages_before_it() throws Exception {
        long seed = 5_201;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (var history = new Keeping(folder)) {
            fill(history, random);
            try (var reader = history.reader()) {
                for (int i = 0; i < 60; i++) {
                    Filter filter = filter(random);
                    assertEquals(
                            history.ids(filter),
                            byMarks(reader, filter, 1 + random.nextInt(20)),
                            "seed " + seed + ": " + filter);
                }
            }
        }
    }

    /// All of them, the last pages first.
    private static List<String> byMarks(HistoryReader reader, Filter filter, int most)
            throws Exception {
        HistoryReader.Page first = reader.page(filter, most);
        List<KeptExchange> all = new ArrayList<>();
        if (first.next().isPresent()) {
            HistoryReader.Marks marks = reader.marks(filter, first.next().getAsLong(), most);
            List<Long> begins = new ArrayList<>(List.of(first.next().getAsLong()));
            begins.addAll(marks.nexts());
            for (long begin : begins.reversed()) {
                all.addAll(0, reader.page(filter, begin, most).exchanges());
            }
            assertEquals(marks.rows(), all.size());
        }
        all.addAll(0, first.exchanges());
        return all.stream().map(KeptExchange::id).toList();
    }

    private static Filter filter(RandomGenerator random) {
        Filter filter = Filter.ALL;
        Instant began = Instant.parse("2026-11-20T10:00:00Z");
        if (random.nextBoolean()) {
            filter = filter.from(began.plusSeconds(random.nextInt(15_000)));
        }
        if (random.nextBoolean()) {
            filter = filter.until(began.plusSeconds(random.nextInt(15_000)));
        }
        for (Filter.Field field : Filter.Field.values()) {
            if (random.nextInt(4) == 0) {
                filter = filter.where(field, value(field, random));
            }
        }
        return filter;
    }

    private static String value(Filter.Field field, RandomGenerator random) {
        return switch (field) {
            case OUTCOME -> pick(random, "ok", "failed", "cancelled", "");
            case STATUS -> pick(random, "200", "502", "499");
            case BACKEND -> pick(random, "router", "demo", "nobody");
            case ALIAS -> pick(random, "sonnet", "opus");
            case MODEL -> pick(random, "a", "b");
            case CLIENT -> pick(random, "claude-cli/2.1", "curl/8");
            case CLIENT_RUN -> "run-" + random.nextInt(6);
            case PROFILE -> pick(random, "work", "play");
        };
    }

    private static Predicate<KeptExchange> fits(Filter filter) {
        return it ->
                filter.from().stream().noneMatch(it.startedAt()::isBefore)
                        && filter.until().stream().allMatch(it.startedAt()::isBefore)
                        && filter.fields().entrySet().stream()
                                .allMatch(field -> field.getValue().equals(of(it, field.getKey())));
    }

    private static String of(KeptExchange it, Filter.Field field) {
        return switch (field) {
            case OUTCOME -> it.end().map(KeptExchange.End::outcome).orElse("");
            case STATUS ->
                    it.end().map(end -> String.valueOf(end.status().orElseThrow())).orElse("");
            case BACKEND -> it.way().backend().orElse("");
            case ALIAS -> it.way().alias().orElse("");
            case MODEL -> it.way().model().orElse("");
            case CLIENT -> it.asker().client().orElse("");
            case CLIENT_RUN -> it.asker().clientRun().orElse("");
            case PROFILE -> it.asker().profile().orElse("");
        };
    }

    @Test
    void pages_follow_each_other_without_a_gap_although_more_is_kept_meanwhile() throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        try (var history = new Keeping(folder)) {
            fill(history, random);
            Filter filter = Filter.ALL.where(Filter.Field.BACKEND, "router");
            List<String> expected = history.ids(filter);

            List<String> paged = new ArrayList<>();
            try (var reader = history.reader()) {
                HistoryReader.Page page = reader.page(filter, 7);
                while (page.next().isPresent()) {
                    page.exchanges().forEach(it -> paged.add(it.id()));
                    history.keep(Told.of("more-" + paged.size()));
                    history.settled();
                    page = reader.page(filter, page.next().getAsLong(), 7);
                }
                page.exchanges().forEach(it -> paged.add(it.id()));
            }
            assertEquals(expected, paged);
        }
    }

    @Test
    void a_last_page_that_is_full_is_followed_by_an_empty_one() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            history.settled();
            try (var reader = history.reader()) {
                long next = reader.page(Filter.ALL, 1).next().orElseThrow();
                HistoryReader.Page last = reader.page(Filter.ALL, next, 1);
                assertEquals(List.of(), last.exchanges());
                assertEquals(OptionalLong.empty(), last.next());
            }
        }
    }

    @Test
    void the_requests_of_one_run_are_summed_together() throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        try (var history = new Keeping(folder)) {
            fill(history, random);
            Filter run = Filter.ALL.where(Filter.Field.CLIENT_RUN, "run-3");
            Totals expected =
                    history.found(run).stream()
                            .filter(it -> it.end().isPresent())
                            .map(Totals::of)
                            .reduce(Totals.NONE, Totals::plus);

            try (var reader = history.reader()) {
                assertTrue(expected.requests() > 20 && expected.cost() > 0, expected::toString);
                assertEquals(expected, reader.total(run));
                assertEquals(
                        Totals.NONE,
                        reader.total(Filter.ALL.where(Filter.Field.CLIENT_RUN, "nobody's")));
            }
        }
    }

    @Test
    void an_exchange_is_found_by_its_id() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            history.settled();
            try (var reader = history.reader()) {
                assertEquals("a", reader.exchange("a").orElseThrow().id());
                assertEquals(Optional.empty(), reader.exchange("b"));
            }
        }
    }

    @Test
    void an_exchange_is_found_by_how_its_id_begins() throws Exception {
        try (var history = new Keeping(folder)) {
            for (String id : List.of("req_Aa", "req_Ab", "req_a", "req_B")) {
                history.keep(Told.of(id));
            }
            history.settled();
            try (var reader = history.reader()) {
                assertEquals(List.of("req_Aa", "req_Ab"), beginning(reader, "req_A", 9));
                assertEquals(List.of("req_Aa"), beginning(reader, "req_A", 1));
                assertEquals(List.of("req_a"), beginning(reader, "req_a", 9));
                assertEquals(List.of(), beginning(reader, "req_%", 9));
            }
        }
    }

    private static List<String> beginning(HistoryReader reader, String id, int most)
            throws Exception {
        return reader.beginning(id, most).stream().map(KeptExchange::id).toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {
                "Hello, World; x-1",
                "wörld hello; x-1",
                "HELLO wor; x-1",
                "cafe; x-2",
                "tool_use_id 42; x-2",
                "数据库; x-3",
                "据; x-3",
                "fragments; x-4",
                "hello nobody; nothing",
                "ello; nothing",
                "\"hello\" OR x*; nothing",
            },
            delimiter = ';')
    void words_are_found_in_kept_bodies(String text, String found) throws Exception {
        try (var history = new Keeping(folder)) {
            keep(history, "x-1", ASKED.formatted("hello\\nWörld"), "{}");
            keep(history, "x-2", ASKED.formatted("un café, tool_use_id=42"), "not json at all");
            keep(history, "x-3", ASKED.formatted("请检查数据库连接"), "{}");
            keep(
                    history,
                    "x-4",
                    "{}",
                    "event: e\ndata: {\"delta\":{\"text\":\"frag\"}}\n\n"
                            + "event: e\ndata: {\"delta\":{\"text\":\"ments\"}}\n\n");
            history.settled();

            assertEquals(
                    found == null ? List.of() : List.of(found.strip().split(" ")),
                    history.ids(Filter.ALL.with(text)));
        }
    }

    @Test
    void whatever_character_is_looked_for_nothing_fails_and_what_is_kept_is_found()
            throws Exception {
        int last = 0x20000;
        int together = 2_000;
        try (var history = new Keeping(folder)) {
            List<String> texts = new ArrayList<>();
            for (int first = 0xa0; first < last; first += together) {
                texts.add(
                        IntStream.range(first, Math.min(last, first + together))
                                .filter(it -> it < 0xd800 || it > 0xdfff)
                                .mapToObj(it -> "a" + Character.toString(it) + "b")
                                .collect(Collectors.joining(" ")));
                keep(history, "id-" + texts.size(), ASKED.formatted(texts.getLast()), "{}");
                history.settled(); // of all that waits, not every body is held
            }
            for (int i = 0; i < texts.size(); i++) {
                List<String> found = history.ids(Filter.ALL.with(texts.get(i)));
                assertTrue(found.contains("id-" + (i + 1)), texts.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"नमस्ते", "வணக்கம்", "မင်္ဂလာပါ", "سَلَام", "e\u0301te\u0301", "👩‍🔬 lab"})
    void scripts_that_put_marks_on_letters_are_found(String text) throws Exception {
        try (var history = new Keeping(folder)) {
            keep(history, "other", ASKED.formatted("nothing like it"), "{}");
            keep(history, "it", ASKED.formatted("so " + text + " then"), "{}");
            history.settled();

            assertEquals(List.of("it"), history.ids(Filter.ALL.with(text)));
        }
    }

    @Test
    void a_text_without_any_word_leaves_nothing_out() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            history.settled();

            assertEquals(List.of("a"), history.ids(Filter.ALL.with(" -\"*' ")));
        }
    }

    private static void keep(Keeping history, String id, String request, String answer) {
        Told told = Told.of(id);
        history.begin(told);
        history.body(told, Side.CLIENT_REQUEST, request);
        history.body(told, Side.CLIENT_ANSWER, answer);
        history.end(told);
    }

    @Test
    void words_and_fields_are_found_together_page_by_page() throws Exception {
        try (var history = new Keeping(folder)) {
            for (int i = 0; i < 30; i++) {
                keep(history, "id-" + i, ASKED.formatted("word " + (i % 3)), "{}");
            }
            history.settled();
            Filter filter = Filter.ALL.with("word 1").where(Filter.Field.BACKEND, "router");
            List<String> expected = history.ids(filter);
            assertEquals(10, expected.size());

            try (var reader = history.reader()) {
                HistoryReader.Page first = reader.page(filter, 6);
                HistoryReader.Page second = reader.page(filter, first.next().orElseThrow(), 6);
                List<String> paged = new ArrayList<>();
                first.exchanges().forEach(it -> paged.add(it.id()));
                second.exchanges().forEach(it -> paged.add(it.id()));
                assertEquals(expected, paged);
            }
        }
    }
}
