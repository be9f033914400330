package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.ledger.Budgets;
import dev.patchbay.ledger.LocalDays;
import dev.patchbay.ledger.PriceBook;
import dev.patchbay.ledger.Tariff;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AtLimit;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.BudgetScope;
import dev.patchbay.settings.Period;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Budgets before a real proxy: every answer here is 1,000 tokens of output, which cost a dollar.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BudgetsHoldTest {
    private static final int STREAMS = 50;
    private static final String FIRST =
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"}}]}";
    private static final String LAST =
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                    + " two\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1000}}";
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z"));

    private static House house(Settings settings, Budget... budgets) throws Exception {
        Settings priced = settings.withPrices(settings.prices().with("*", Price.of(0, 1_000)));
        var tariff = new Tariff(PriceBook.shipped(), priced, NOON);
        var held = new Budgets(new LocalDays(NOON, ZoneOffset.UTC), new Journal());
        held.follow(List.of(budgets));
        return House.counting(
                priced,
                new House.Accounts(
                        (route, profile) -> held.ask(profile, route.targets()),
                        (target, usage) -> tariff.cost(target.backend(), target.model(), usage),
                        held::hear));
    }

    private static Budget dollars(double usd, AtLimit at100) {
        return Budget.of(BudgetScope.ALL, Period.DAY, usd, at100);
    }

    private static void answer(RawBackend.Guest guest) throws Exception {
        while (guest.awaitsRequest()) {
            guest.request();
            guest.send(RawBackend.STREAM_HEAD).frames(FIRST, LAST, "[DONE]").send("0\r\n\r\n");
        }
    }

    private static int status(House house, String body) throws Exception {
        return RawClient.ask(house, body).status();
    }

    @Test
    void fifty_streams_that_cross_a_budget_all_come_to_their_end_and_the_next_is_refused()
            throws Exception {
        var allBegun = new CyclicBarrier(STREAMS);
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD).frames(FIRST);
                                    allBegun.await(20, TimeUnit.SECONDS);
                                    guest.frames(LAST, "[DONE]").send("0\r\n\r\n");
                                });
                var house =
                        house(House.inFrontOf(backend.url()), dollars(10, new AtLimit.Refuse()));
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Callable<String>>();
            for (int i = 0; i < STREAMS; i++) {
                asked.add(() -> RawClient.ask(house, RawClient.STREAMED).body());
            }
            for (var stream : clients.invokeAll(asked)) {
                assertTrue(stream.get().contains("message_stop"), stream.get());
            }
            long spent = 0;
            for (int i = 0; i < STREAMS; i++) {
                spent += house.await(Note.ExchangeEnded.class).cost().nanoUsd().orElseThrow();
            }

            assertEquals(STREAMS * 1_000_000_000L, spent);
            assertEquals(402, status(house, RawClient.STREAMED));
        }
    }

    @Test
    void
            of_fifty_streams_across_a_budget_those_that_run_are_not_cut_and_those_that_come_are_refused()
                    throws Exception {
        int runners = 30;
        int spenders = 10;
        var allRun = new CountDownLatch(runners);
        var refused = new CountDownLatch(1);
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    String model = guest.requestedModel();
                                    guest.send(RawBackend.STREAM_HEAD).frames(FIRST);
                                    allRun.countDown();
                                    allRun.await(20, TimeUnit.SECONDS);
                                    if (model.equals("slow")) {
                                        refused.await(20, TimeUnit.SECONDS);
                                    }
                                    guest.frames(LAST, "[DONE]").send("0\r\n\r\n");
                                });
                var house =
                        house(House.inFrontOf(backend.url()), dollars(10, new AtLimit.Refuse()));
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<RawClient.Response>>();
            for (int i = 0; i < runners; i++) {
                String model = i < spenders ? "quick" : "slow";
                String body = RawClient.STREAMED.replace("\"m\"", '"' + model + '"');
                running.add(clients.submit(() -> RawClient.ask(house, body)));
            }
            for (int i = 0; i < spenders; i++) {
                assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
            }
            var late = new ArrayList<Callable<RawClient.Response>>();
            for (int i = runners; i < STREAMS; i++) {
                String path = i % 2 == 0 ? "/v1/messages" : "/v1/chat/completions";
                late.add(() -> askOnce(house, path));
            }
            for (var answer : clients.invokeAll(late)) {
                assertRefused(answer.get());
            }
            for (int i = runners; i < STREAMS; i++) {
                assertEquals("refused", house.await(Note.ExchangeEnded.class).outcome());
            }
            assertEquals(runners, backend.connections());

            refused.countDown();
            for (var stream : running) {
                assertTrue(stream.get().body().contains("message_stop"), stream.get().body());
            }
            for (int i = spenders; i < runners; i++) {
                assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
            }
        }
    }

    private static RawClient.Response askOnce(House house, String path) throws Exception {
        try (var client = new RawClient(house)) {
            return client.post(path, RawClient.STREAMED).response();
        }
    }

    private static void assertRefused(RawClient.Response answer) {
        assertEquals(402, answer.status(), answer.body());
        assertEquals("false", answer.header("x-should-retry"), answer.body());
        String message = answer.json().at("/error/message").asText();
        assertEquals(
                "The budget of $10.00 a day is used up: $10.00 is spent. It renews at 2026-06-02"
                        + " 00:00 (Z); until then, raise it in Patchbay's settings to go on.",
                message);
        boolean anthropic = answer.json().path("type").asText().equals("error");
        assertEquals(
                anthropic ? "billing_error" : "insufficient_quota",
                answer.json().at("/error/type").asText(),
                answer.body());
    }

    @Test
    void of_fifty_that_come_five_at_a_time_no_more_pass_than_the_budget_and_those_under_way()
            throws Exception {
        int atATime = 5;
        try (var backend = new RawBackend(BudgetsHoldTest::answer);
                var house =
                        house(House.inFrontOf(backend.url()), dollars(10, new AtLimit.Refuse()));
                var clients = Executors.newFixedThreadPool(atATime)) {
            var asked = new ArrayList<Callable<RawClient.Response>>();
            for (int i = 0; i < STREAMS; i++) {
                asked.add(() -> RawClient.ask(house, RawClient.STREAMED));
            }
            int passed = 0;
            for (var stream : clients.invokeAll(asked)) {
                RawClient.Response answer = stream.get();
                if (answer.status() == 200) {
                    passed++;
                    assertTrue(answer.body().contains("message_stop"), answer.body());
                } else {
                    assertEquals("billing_error", answer.errorType());
                }
            }

            // Whoever has its answer may ask again before that one is counted.
            assertTrue(passed >= 10 && passed <= 10 + 2 * atATime, "passed: " + passed);
        }
    }

    @Test
    void a_budget_that_is_used_up_while_a_stream_runs_does_not_cut_it() throws Exception {
        var usedUp = new CountDownLatch(1);
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    while (guest.awaitsRequest()) {
                                        boolean slow = guest.requestedModel().equals("slow");
                                        guest.send(RawBackend.STREAM_HEAD).frames(FIRST);
                                        if (slow) {
                                            usedUp.await(20, TimeUnit.SECONDS);
                                        }
                                        guest.frames(LAST, "[DONE]").send("0\r\n\r\n");
                                    }
                                });
                var house =
                        house(House.inFrontOf(backend.url()), dollars(1, new AtLimit.Refuse()));
                var slow = new RawClient(house)) {
            slow.ask(RawClient.STREAMED.replace("\"m\"", "\"slow\""));
            slow.head();
            slow.frameWith("one");
            assertEquals(200, status(house, RawClient.STREAMED));
            house.await(Note.ExchangeEnded.class);
            assertEquals(402, status(house, RawClient.STREAMED));

            usedUp.countDown();
            assertTrue(slow.rest().contains("message_stop"));
            Note.ExchangeEnded whole =
                    house.await(Note.ExchangeEnded.class, it -> it.asked().equals("slow"));
            assertEquals("ok", whole.outcome());
        }
    }

    @Test
    void a_refused_client_is_told_why_and_not_to_try_again() throws Exception {
        try (var backend = new RawBackend(BudgetsHoldTest::answer);
                var house =
                        house(House.inFrontOf(backend.url()), dollars(1, new AtLimit.Refuse()))) {
            assertEquals(200, status(house, RawClient.STREAMED));
            house.await(Note.ExchangeEnded.class);
            RawClient.Response refused = RawClient.ask(house, RawClient.STREAMED);
            Note.ExchangeEnded ended = house.await(Note.ExchangeEnded.class);

            assertEquals(402, refused.status());
            assertEquals("false", refused.header("x-should-retry"));
            assertEquals("billing_error", refused.errorType());
            assertTrue(
                    refused.errorMessage().contains("The budget of $1.00 a day is used up"),
                    refused.errorMessage());
            assertTrue(
                    refused.errorMessage().contains("renews at 2026-06-02 00:00 (Z)"),
                    refused.errorMessage());
            assertEquals("refused", ended.outcome());
            assertFalse(ended.cost().nanoUsd().isPresent());
        }
    }

    @Test
    void a_replay_passes_a_budget_that_is_used_up_and_counts_in_it() throws Exception {
        try (var backend = new RawBackend(BudgetsHoldTest::answer);
                var house =
                        house(House.inFrontOf(backend.url()), dollars(1.5, new AtLimit.Refuse()))) {
            var past = Past.of(Dialect.ANTHROPIC, RawClient.STREAMED, "");
            Switchboard switchboard = house.switchboard(past);
            assertEquals(200, status(house, RawClient.STREAMED));
            house.await(Note.ExchangeEnded.class);

            // It is the replay that uses the budget up.
            assertEquals(1_000_000_000L, replayed(switchboard));
            assertEquals(402, status(house, RawClient.STREAMED));
            assertEquals(1_000_000_000L, replayed(switchboard));
        }
    }

    private static long replayed(Switchboard switchboard) throws Exception {
        var both = switchboard.replay(Past.ID, Optional.empty()).both();
        return both.get(20, TimeUnit.SECONDS).now().cost().nanoUsd().orElseThrow();
    }

    @Test
    void a_cheaper_alias_answers_instead() throws Exception {
        try (var backend = new RawBackend(BudgetsHoldTest::answer);
                var house =
                        house(
                                House.inFrontOf(backend.url())
                                        .withAlias(Alias.of("cheap", Target.of("up", "small"))),
                                dollars(1, new AtLimit.UseAlias("cheap")))) {
            assertEquals(200, status(house, RawClient.STREAMED));
            assertEquals("m", house.await(Note.ExchangeEnded.class).model().orElseThrow());
            assertEquals(200, status(house, RawClient.STREAMED));
            String said = house.await(Note.Warned.class).reason();
            Note.ExchangeEnded ended = house.await(Note.ExchangeEnded.class);

            assertEquals("small", ended.model().orElseThrow());
            assertEquals("cheap", ended.alias().orElseThrow());
            assertTrue(said.contains("'cheap' answers instead"), said);
        }
    }

    @Test
    void a_cheaper_alias_is_no_way_around_a_budget_that_refuses() throws Exception {
        try (var backend = new RawBackend(BudgetsHoldTest::answer);
                var other = new RawBackend(BudgetsHoldTest::answer)) {
            Settings settings =
                    House.chain(backend.url(), other.url())
                            .withAlias(Alias.of("a", Target.of("up1", "x")))
                            .withAlias(Alias.of("cheap", Target.of("up2", "y")));
            try (var house =
                    house(
                            settings,
                            Budget.of(
                                    BudgetScope.ofBackend("up1"),
                                    Period.DAY,
                                    1,
                                    new AtLimit.UseAlias("cheap")),
                            Budget.of(
                                    BudgetScope.ofBackend("up2"),
                                    Period.DAY,
                                    1,
                                    new AtLimit.Refuse()))) {
                String body = RawClient.STREAMED.replace("\"m\"", "\"a\"");
                List<Integer> statuses = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    statuses.add(status(house, body));
                    house.await(Note.ExchangeEnded.class);
                }

                assertEquals(List.of(200, 200, 402), statuses);
            }
        }
    }

    @Test
    void a_backend_whose_budget_is_used_up_is_passed_over_in_a_chain() throws Exception {
        try (var one = new RawBackend(BudgetsHoldTest::answer);
                var two = new RawBackend(BudgetsHoldTest::answer);
                var house =
                        house(
                                House.chain(one.url(), two.url()),
                                Budget.of(
                                        BudgetScope.ofBackend("up1"),
                                        Period.DAY,
                                        1,
                                        new AtLimit.Refuse()))) {
            assertEquals(200, status(house, RawClient.STREAMED));
            assertEquals("up1", house.await(Note.ExchangeEnded.class).backend().orElseThrow());
            assertEquals(200, status(house, RawClient.STREAMED));
            assertEquals("up2", house.await(Note.ExchangeEnded.class).backend().orElseThrow());
        }
    }
}
