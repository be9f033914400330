package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.journal.Note;
import dev.patchbay.ledger.Account;
import dev.patchbay.ledger.Amounts;
import dev.patchbay.ledger.Ledger;
import dev.patchbay.ledger.LocalDays;
import dev.patchbay.ledger.PriceBook;
import dev.patchbay.ledger.Second;
import dev.patchbay.ledger.Tariff;
import dev.patchbay.ledger.Totals;
import dev.patchbay.proxy.board.Gate;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What a script makes backends tell, and what the ledger then knows. The name of the model says
/// what happens: `counted-IN-CACHED-OUT`, `silent` (nothing is counted), `broken` and `refusing`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TotalsTruthTest {
    private static final int EXCHANGES = 400;
    private static final Price PRICE =
            Price.of(3, 15).withCache(OptionalDouble.of(0.3), OptionalDouble.empty());
    private static final String SAID = "a few words of an answer";

    private final Ledger ledger =
            new Ledger(new LocalDays(InstantSource.system(), ZoneOffset.UTC), System::nanoTime);

    private House house(String url) throws Exception {
        Settings settings = House.inFrontOf(url);
        settings = settings.withPrices(settings.prices().with("*", PRICE));
        var tariff = new Tariff(PriceBook.shipped(), settings, InstantSource.system());
        Consumer<Note> counting = ledger::hear;
        return House.counting(
                settings,
                new House.Accounts(
                        Gate.OPEN,
                        (target, usage) -> tariff.cost(target.backend(), target.model(), usage),
                        counting));
    }

    private static void play(RawBackend.Guest guest) throws Exception {
        while (guest.awaitsRequest()) {
            String model = guest.requestedModel();
            switch (model.split("-", 2)[0]) {
                case "counted", "silent" -> {
                    String usage = usage(model);
                    if (guest.wantsStream()) {
                        guest.send(RawBackend.STREAM_HEAD).text(SAID);
                        guest.frames(
                                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]%s}"
                                        .formatted(usage),
                                "[DONE]");
                        guest.send("0\r\n\r\n");
                    } else {
                        guest.whole(
                                200,
                                "application/json",
                                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}]%s}"
                                        .formatted(SAID, usage));
                    }
                }
                case "broken" -> {
                    guest.send(RawBackend.STREAM_HEAD).text(SAID);
                    guest.socket().close();
                    return;
                }
                default -> guest.whole(400, "application/json", "{\"error\":{\"message\":\"no\"}}");
            }
        }
    }

    private static String usage(String model) {
        if (model.equals("silent")) {
            return "";
        }
        String[] is = model.split("-", -1);
        long prompt = Long.parseLong(is[1]) + Long.parseLong(is[2]);
        return ",\"usage\":{\"prompt_tokens\":%d,\"prompt_tokens_details\":{\"cached_tokens\":%s},\"completion_tokens\":%s}"
                .formatted(prompt, is[2], is[3]);
    }

    private static String asking(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%b,%s}".formatted(model, stream, RawClient.HI);
    }

    /// What the client was told, where it was told something.
    private static JsonNode told(RawClient.Response answer, boolean stream) throws Exception {
        if (!stream) {
            return answer.json().path("usage");
        }
        for (String line : answer.body().lines().toList()) {
            if (line.startsWith("data: ") && line.contains("\"message_delta\"")) {
                return Json.read(line.substring(6)).path("usage");
            }
        }
        return Json.object();
    }

    /// One exchange, and what the script knows that it is.
    private static Totals exchange(House house, Random random) throws Exception {
        boolean stream = random.nextBoolean();
        int input = random.nextInt(200_000);
        int cached = random.nextInt(3) == 0 ? 0 : random.nextInt(100_000);
        int output = random.nextInt(5_000);
        switch (random.nextInt(6)) {
            case 0 -> {
                // Each in other words: the same again and again would not be passed on.
                RawClient.ask(house, asking("refusing-" + input, stream));
                return new Totals(1, 1, 0, Amounts.NONE, Amounts.NONE);
            }
            case 1 -> {
                JsonNode told = told(RawClient.ask(house, asking("silent", stream)), stream);
                return new Totals(1, 0, 0, Amounts.NONE, amounts(told));
            }
            default -> {
                String model = "counted-%d-%d-%d".formatted(input, cached, output);
                RawClient.ask(house, asking(model, stream));
                long nano = input * 3_000L + cached * 300L + output * 15_000L;
                return new Totals(
                        1, 0, 0, new Amounts(input, cached, 0, output, 0, nano), Amounts.NONE);
            }
        }
    }

    private static Amounts amounts(JsonNode told) {
        long input = told.path("input_tokens").asLong();
        long output = told.path("output_tokens").asLong();
        return new Amounts(input, 0, 0, output, 0, input * 3_000 + output * 15_000);
    }

    @Test
    void the_ledger_agrees_with_the_script_to_the_token_and_the_nano_dollar() throws Exception {
        long seed = 42;
        var random = new Random(seed);
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < EXCHANGES; i++) {
            seeds.add(random.nextLong());
        }
        try (var backend = new RawBackend(TotalsTruthTest::play);
                var house = house(backend.url());
                var clients = Executors.newFixedThreadPool(8)) {
            Totals script = Totals.NONE;
            List<Callable<Totals>> exchanges =
                    seeds.stream()
                            .map(each -> (Callable<Totals>) () -> exchange(house, new Random(each)))
                            .toList();
            for (var done : clients.invokeAll(exchanges)) {
                script = script.plus(done.get());
            }
            for (int i = 0; i < EXCHANGES; i++) {
                house.await(Note.ExchangeEnded.class);
            }

            assertEquals(script, ledger.snapshot().ofToday(), "seed " + seed);
            assertEquals(0, ledger.snapshot().underWay());
            assertEquals(
                    script,
                    ledger.snapshot().by(Account::backend, _ -> true).get("up"),
                    "all by one backend");
            assertTrue(script.estimated().nanoUsd() > 0 && script.errors() > 0);
        }
    }

    @Test
    void an_answer_that_breaks_off_is_counted_as_far_as_it_came() throws Exception {
        try (var backend = new RawBackend(TotalsTruthTest::play);
                var house = house(backend.url())) {
            RawClient.ask(house, asking("broken", true));
            house.await(Note.ExchangeEnded.class);
            Totals totals = ledger.snapshot().ofToday();

            assertEquals(1, totals.errors());
            assertTrue(totals.estimated().input() > 0, totals.toString());
            assertTrue(totals.estimated().output() > 3, totals.toString());
            assertTrue(totals.estimated().nanoUsd() > 0, totals.toString());
        }
    }

    @Test
    void an_answer_whose_client_left_is_counted_as_far_as_it_came() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD).text(SAID);
                                    guest.closed();
                                });
                var house = house(backend.url())) {
            try (var client = new RawClient(house).ask(asking("m", true))) {
                client.head();
                client.frameWith(SAID);
            }
            Note.ExchangeEnded ended = house.await(Note.ExchangeEnded.class);

            assertEquals("cancelled", ended.outcome());
            assertTrue(ended.usage().estimated());
            assertTrue(ledger.snapshot().ofToday().estimated().output() > 3);
            assertEquals(0, ledger.snapshot().ofToday().errors());
        }
    }

    @Test
    void an_answer_that_comes_slowly_is_seen_while_it_comes() throws Exception {
        var seen = new CountDownLatch(1);
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD);
                                    do {
                                        guest.text(SAID);
                                    } while (!seen.await(20, TimeUnit.MILLISECONDS));
                                    guest.finish();
                                });
                var house = house(backend.url());
                var client = new RawClient(house).ask(asking("m", true))) {
            Note.AnswerGrew grew = house.await(Note.AnswerGrew.class);
            assertTrue(ledger.snapshot().rate().output() > 0);
            assertTrue(grew.letters() >= SAID.length());

            seen.countDown();
            client.head();
            client.rest();
            house.await(Note.ExchangeEnded.class);
            assertEquals(
                    2,
                    ledger.snapshot().series().stream().mapToLong(Second::output).sum(),
                    "what the backend counted");
        }
    }

    @Test
    void what_no_backend_was_asked_for_is_no_traffic() throws Exception {
        try (var backend = new RawBackend(TotalsTruthTest::play);
                var house = house(backend.url())) {
            RawClient.ask(
                    house, asking("m", false).replace("\"max_tokens\":10", "\"max_tokens\":0"));
            house.await(Note.ExchangeEnded.class);

            assertEquals(0, backend.connections());
            assertEquals(Amounts.NONE, ledger.snapshot().ofToday().all());
        }
    }
}
