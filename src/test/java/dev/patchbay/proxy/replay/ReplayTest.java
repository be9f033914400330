package dev.patchbay.proxy.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Verdict;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.AnswerOf;
import dev.patchbay.proxy.House;
import dev.patchbay.proxy.Past;
import dev.patchbay.proxy.RawBackend;
import dev.patchbay.proxy.Visitor;
import dev.patchbay.proxy.board.Gate;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.board.Pricing;
import dev.patchbay.proxy.bodies.Kept;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Kept requests that are sent again, before real backends on loopback.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class ReplayTest {
    private static final String CHAT =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String THEN =
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[{\"type\":\"text\",\"text\":\"Good"
                + " day\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":11,\"output_tokens\":3}}";
    private static final String MESSAGE = THEN.replace("Good day", "Hello").replace("11", "7");

    private static final Past ASKED = Past.of(Dialect.ANTHROPIC, Visitor.HELLO, THEN);

    private final MockWebServer up = new MockWebServer();
    private final MockWebServer other = new MockWebServer();

    @BeforeEach
    void open() throws Exception {
        up.start();
        other.start();
    }

    @AfterEach
    void close() {
        up.close();
        other.close();
    }

    /// Two backends that speak OpenAI's dialect, and one that speaks Anthropic's.
    private Settings settings() {
        return Settings.DEFAULT
                .withBackends(
                        List.of(
                                backend("up", BackendKind.OPENAI, up.url("/v1")),
                                backend("other", BackendKind.OPENAI, other.url("/v1")),
                                backend("claude", BackendKind.ANTHROPIC, other.url("/"))))
                .withDefaultAlias(Optional.of("up/m"))
                .withPort(0);
    }

    private static BackendSettings backend(String id, BackendKind kind, Object url) {
        return BackendSettings.of(id, kind, url.toString());
    }

    private static House house(Settings settings) throws Exception {
        return new House(settings, Pace.USUAL);
    }

    private static Replay replay(House house, Past past, String to) throws Exception {
        return both(house.switchboard(past).replay(Past.ID, Optional.of(to)));
    }

    private static Replay again(House house, Past past) throws Exception {
        return both(house.switchboard(past).replay(Past.ID, Optional.empty()));
    }

    private static Replay both(Replaying replaying) throws Exception {
        return replaying.both().get(30, TimeUnit.SECONDS);
    }

    private static JsonNode body(MockWebServer server) throws Exception {
        return Json.read(request(server).getBody().utf8());
    }

    private static RecordedRequest request(MockWebServer server) throws Exception {
        RecordedRequest request = server.takeRequest(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("the backend was not asked");
        }
        return request;
    }

    private static String refusal(House house, Past past, String to) {
        return assertThrows(ProxyError.class, () -> replay(house, past, to)).message();
    }

    // ------------------------------------------------------------------ both answers

    @Test
    void an_anthropic_request_is_answered_by_an_openai_backend_beside_its_first_answer()
            throws Exception {
        other.enqueue(AnswerOf.hello());
        try (var house = house(settings())) {
            Replay replay = replay(house, ASKED, "other/x");

            assertEquals("Good day", replay.then().said().orElseThrow().text());
            assertEquals("Hello", replay.now().said().orElseThrow().text());
            assertEquals(Optional.of(Target.of("up", "m")), replay.then().target());
            assertEquals(Optional.of(Target.of("other", "x")), replay.now().target());
            assertEquals(OptionalInt.of(200), replay.now().status());
            assertEquals("ok", replay.now().outcome());
            assertEquals(11, replay.then().usage().input().orElseThrow());
            assertEquals(7, replay.now().usage().input().orElseThrow());
            assertTrue(replay.now().firstTokenMillis().isPresent());
            assertTrue(replay.now().durationMillis().isPresent());
            assertEquals(
                    Optional.of(StopReason.Kind.END_TURN),
                    replay.now().said().orElseThrow().stop().map(StopReason::kind));
            assertEquals("x", body(other).path("model").asText());
        }
    }

    @Test
    void an_openai_request_is_answered_by_an_anthropic_backend() throws Exception {
        other.enqueue(AnswerOf.json(MESSAGE));
        try (var house = house(settings())) {
            var past = Past.of(Dialect.OPENAI, CHAT, RawBackend.WHOLE);
            Replay replay = replay(house, past, "claude/opus");
            RecordedRequest asked = request(other);

            assertEquals("Hello", replay.now().said().orElseThrow().text());
            assertEquals("/v1/messages", asked.getTarget());
            assertEquals("opus", Json.read(asked.getBody().utf8()).path("model").asText());
        }
    }

    @Test
    void to_a_backend_of_its_dialect_it_goes_byte_for_byte_but_for_the_model() throws Exception {
        other.enqueue(AnswerOf.json(MESSAGE));
        String odd = Visitor.HELLO.replace("{\"model\"", "{\"unheard\" : 1.50, \"model\"");
        try (var house = house(settings())) {
            var past = Past.of(Dialect.ANTHROPIC, odd, THEN).wanting("one,two");
            Replay replay = replay(house, past, "claude/opus");
            RecordedRequest asked = request(other);

            assertEquals("Hello", replay.now().said().orElseThrow().text());
            assertEquals(odd.replace("\"m\"", "\"opus\""), asked.getBody().utf8());
            assertEquals("one,two", asked.getHeaders().get("anthropic-beta"));
            assertEquals("2023-06-01", asked.getHeaders().get("anthropic-version"));
            assertEquals("application/json", asked.getHeaders().get("content-type"));
        }
    }

    @Test
    void what_streamed_streams_again_and_its_calls_are_read_to_the_end() throws Exception {
        other.enqueue(
                AnswerOf.stream(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"read\",\"arguments\":\"{\\\"a\\\"\"}}]}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]},\"finish_reason\":\"tool_calls\"}]}",
                        "[DONE]"));
        String offering =
                Visitor.STREAMED.replace(
                        "\"max_tokens\"",
                        "\"tools\":[{\"name\":\"read\",\"input_schema\":{\"type\":\"object\"}}],\"max_tokens\"");
        try (var house = house(settings())) {
            Replay.Said said =
                    replay(house, Past.of(Dialect.ANTHROPIC, offering, THEN), "other/x")
                            .now()
                            .said()
                            .orElseThrow();

            assertTrue(body(other).path("stream").asBoolean());
            assertEquals("hm", said.thinking());
            assertEquals(
                    List.of("read {\"a\":1}"),
                    said.calls().stream().map(it -> it.name() + " " + it.input()).toList());
        }
    }

    @Test
    void a_failure_is_an_answer_too() throws Exception {
        other.enqueue(new MockResponse.Builder().code(500).body("{}").build());
        try (var house = house(settings())) {
            Replay.Answer now = replay(house, ASKED, "other/x").now();

            assertEquals("failed", now.outcome());
            assertEquals(OptionalInt.of(500), now.status());
            assertTrue(now.error().isPresent());
            assertEquals(List.<Part>of(), now.said().orElseThrow().parts());
        }
    }

    // ------------------------------------------------------------------ how it is counted

    @Test
    void it_is_noted_as_a_replay_of_its_client_and_door() throws Exception {
        other.enqueue(AnswerOf.hello());
        try (var house = house(settings())) {
            Replaying replaying = house.switchboard(ASKED).replay(Past.ID, Optional.of("other/x"));
            var started = house.await(Note.ExchangeStarted.class);
            var routed = house.await(Note.Routed.class);
            var ended = house.await(Note.ExchangeEnded.class);

            assertEquals(replaying.id(), started.id());
            assertEquals(Optional.of(Past.ID), started.replayOf());
            assertEquals(Optional.of(Past.ID), ended.replayOf());
            assertEquals(Optional.of(Past.ID), both(replaying).now().replayOf());
            assertEquals("anthropic", started.front());
            assertEquals("claude-cli/2.1", started.client());
            assertEquals(Optional.of("run-1"), started.clientRun());
            assertEquals("m", started.asked());
            assertEquals("replay, backend and model named", routed.reason());
        }
    }

    @Test
    void the_gate_is_not_asked_and_the_cost_is_told() throws Exception {
        other.enqueue(AnswerOf.hello());
        var billed = ProxyError.of(ProxyError.Kind.BILLING, "All is spent.");
        Gate shut = (_, _) -> new Verdict.Refuse(billed);
        Pricing dear = (_, _) -> new Cost(OptionalLong.of(2_000_000_000L), Optional.empty());
        try (var house = House.counting(settings(), new House.Accounts(shut, dear, _ -> {}));
                var visitor = new Visitor(house)) {
            assertEquals(402, visitor.post("/v1/messages", Visitor.HELLO).statusCode());
            Replay.Answer now = replay(house, ASKED, "other/x").now();

            assertEquals(OptionalInt.of(200), now.status());
            assertEquals(2_000_000_000L, now.cost().nanoUsd().orElseThrow());
        }
    }

    @Test
    void it_counts_for_the_profile_of_then_and_its_rewrites_are_done() throws Exception {
        other.enqueue(AnswerOf.hello());
        var rewrite = Rewrite.of(new Edit.AppendToSystem("Be brief."));
        Settings settings =
                settings().withProfiles(List.of(Profile.of("work").withRewrites(List.of(rewrite))));
        try (var house = house(settings)) {
            replay(house, ASKED.by("work"), "other/x");

            assertEquals(Optional.of("work"), house.await(Note.ExchangeEnded.class).profile());
            assertTrue(body(other).toString().contains("Be brief."));
        }
    }

    @Test
    void where_its_profile_is_gone_it_counts_for_none() throws Exception {
        other.enqueue(AnswerOf.hello());
        try (var house = house(settings())) {
            replay(house, ASKED.by("gone"), "other/x");

            assertEquals(Optional.empty(), house.await(Note.ExchangeEnded.class).profile());
        }
    }

    // ------------------------------------------------------------------ where it goes

    @Test
    void an_alias_stands_for_its_first_target_alone() throws Exception {
        up.enqueue(new MockResponse.Builder().code(500).body("{}").build());
        Settings settings =
                settings().withAlias(Alias.of("a", Target.of("up", "x"), Target.of("other", "y")));
        try (var house = house(settings)) {
            Replay.Answer now = replay(house, ASKED, "a").now();

            assertEquals(OptionalInt.of(500), now.status());
            assertEquals(Optional.of("a"), now.alias());
            assertEquals(Optional.of(Target.of("up", "x")), now.target());
            assertEquals(1, up.getRequestCount());
            assertEquals(0, other.getRequestCount());
        }
    }

    @Test
    void without_a_target_it_goes_where_it_went_with_what_is_fixed_there() throws Exception {
        up.enqueue(AnswerOf.hello());
        var target =
                new Target(
                        "up",
                        "m",
                        OptionalDouble.of(0.25),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Map.of());
        Settings settings = settings().withAlias(Alias.of("m", Target.of("other", "y"), target));
        try (var house = house(settings)) {
            Replay.Answer now = again(house, ASKED).now();

            assertEquals(Optional.of(Target.of("up", "m")), now.target());
            assertEquals(0.25, body(up).path("temperature").asDouble());
        }
    }

    @Test
    void what_a_name_does_not_lead_to_any_more_is_asked_all_the_same() throws Exception {
        up.enqueue(AnswerOf.hello());
        Settings settings = settings().withAlias(Alias.of("m", Target.of("other", "y")));
        try (var house = house(settings)) {
            assertEquals(Optional.of(Target.of("up", "m")), again(house, ASKED).now().target());
        }
    }

    @Test
    void a_name_that_asked_for_thinking_asks_for_it_at_the_other_target_too() throws Exception {
        other.enqueue(AnswerOf.json(MESSAGE));
        String thinking = Visitor.HELLO.replace("\"m\"", "\"m:thinking\"").replace(":10", ":5000");
        try (var house = house(settings())) {
            replay(house, Past.of(Dialect.ANTHROPIC, thinking, THEN), "claude/claude-sonnet-4-5");

            assertTrue(body(other).has("thinking"));
        }
    }

    @Test
    void a_name_that_is_neither_is_not_taken_for_the_default() throws Exception {
        try (var house = house(settings().withAlias(Alias.of("sonnet", Target.of("up", "x"))))) {
            assertEquals(
                    "'sonet' is no alias, and no backend/model of a backend that is switched on."
                            + " The nearest alias is 'sonnet'.",
                    refusal(house, ASKED, "sonet"));
            assertTrue(refusal(house, ASKED, "nobody/x").startsWith("'nobody/x' is no alias"));
        }
    }

    @Test
    void a_backend_of_then_that_is_gone_is_said() throws Exception {
        Settings settings = settings().withBackends(List.of(backend("b", BackendKind.DEMO, "")));
        try (var house = house(settings.withDefaultAlias(Optional.of("b/demo")))) {
            String said = assertThrows(ProxyError.class, () -> again(house, ASKED)).message();

            assertTrue(said.startsWith("It went to up/m, and no backend 'up' is there"), said);
        }
    }

    // ------------------------------------------------------------------ what cannot be sent again

    @Test
    void what_was_not_kept_whole_is_not_sent_and_the_reason_is_said() throws Exception {
        var cut = new Kept.Body("{\"mod".getBytes(), 5_000_000);
        try (var house = house(settings())) {
            assertEquals(
                    "The body of req_then was kept in part only, 5 of 5,000,000 bytes, so it"
                            + " cannot be sent again.",
                    refusal(house, ASKED.with(Optional.of(cut)), "other/x"));
            assertTrue(
                    refusal(house, ASKED.with(Optional.empty()), "other/x")
                            .contains("`history.keepBodies`"));
            assertTrue(
                    refusal(house, ASKED.answered(Past.then("")), "other/x")
                            .contains("still under way"));
            assertEquals(
                    "No request 'req_none' is kept.",
                    assertThrows(
                                    ProxyError.class,
                                    () ->
                                            house.switchboard(ASKED)
                                                    .replay("req_none", Optional.empty()))
                            .message());
            assertEquals(0, other.getRequestCount());
        }
    }

    @Test
    void of_an_answer_that_was_not_kept_the_figures_stay() throws Exception {
        other.enqueue(AnswerOf.hello());
        var kept = ASKED.kept();
        var past =
                new Past(
                        new Kept(
                                kept.front(),
                                kept.client(),
                                kept.clientRun(),
                                kept.profile(),
                                kept.asked(),
                                kept.betas(),
                                kept.request(),
                                Optional.empty(),
                                kept.then()));
        try (var house = house(settings())) {
            Replay.Answer then = replay(house, past, "other/x").then();

            assertEquals(Optional.empty(), then.said());
            assertEquals(3, then.usage().output().orElseThrow());
        }
    }

    // ------------------------------------------------------------------ its end

    @Test
    void one_that_is_given_up_ends_as_cancelled_with_what_had_come() throws Exception {
        try (var slow =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD)
                                            .frames(
                                                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Once"
                                                        + " upon\"}}]}");
                                    assertFalse(guest.awaitsRequest());
                                });
                var house = house(House.inFrontOf(slow.url()))) {
            var past = Past.of(Dialect.ANTHROPIC, Visitor.STREAMED, THEN);
            Replaying replaying = house.switchboard(past).replay(Past.ID, Optional.empty());
            while (replaying.soFar().text().isEmpty()) {
                LockSupport.parkNanos(10_000_000);
            }
            assertFalse(replaying.both().isDone());
            replaying.cancel();
            Replay.Answer now = both(replaying).now();

            assertEquals("cancelled", now.outcome());
            assertEquals("Once upon", now.said().orElseThrow().text());
            assertEquals(Optional.empty(), now.said().orElseThrow().stop());
            while (house.server().underWay() > 0) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    @Test
    void giving_up_what_is_over_changes_nothing() throws Exception {
        other.enqueue(AnswerOf.hello());
        try (var house = house(settings())) {
            Replaying replaying = house.switchboard(ASKED).replay(Past.ID, Optional.of("other/x"));
            both(replaying);
            replaying.cancel();

            assertEquals("ok", both(replaying).now().outcome());
        }
    }

    @Test
    void no_door_need_be_open() throws Exception {
        other.enqueue(AnswerOf.hello());
        try (var house = house(settings())) {
            house.switchboard().stop();

            assertEquals("ok", replay(house, ASKED, "other/x").now().outcome());
        }
    }

    @Test
    void the_end_of_the_program_is_its_end_too() throws Exception {
        var came = new CountDownLatch(1);
        try (var silent =
                new RawBackend(
                        guest -> {
                            guest.request();
                            came.countDown();
                            assertFalse(guest.awaitsRequest());
                        })) {
            Replaying replaying;
            try (var house = house(House.inFrontOf(silent.url()))) {
                house.switchboard().stop();
                replaying = house.switchboard(ASKED).replay(Past.ID, Optional.empty());
                assertTrue(came.await(20, TimeUnit.SECONDS));
            }
            assertEquals("failed", both(replaying).now().outcome());
        }
    }
}
