package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/// Usage that comes behind the end of an answer.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LateUsageTest {
    private static final String FINISH =
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}";
    private static final String USAGE =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":3}}";
    private static final Pace SHORT =
            new Pace(
                    Pace.USUAL.ping(),
                    Duration.ofMillis(100),
                    Pace.USUAL.slowClient(),
                    Pace.USUAL.farewell());

    @Test
    void usage_that_comes_a_little_later_is_told() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD);
                                    guest.frames(FINISH);
                                    guest.frames(USAGE);
                                    guest.frames("[DONE]");
                                    guest.send("0\r\n\r\n");
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            String rest = client.rest();
            var usage = house.await(Note.ExchangeEnded.class).usage();

            assertTrue(rest.contains("\"input_tokens\":70,\"output_tokens\":3"), rest);
            assertEquals(3, usage.output().orElse(0));
            assertFalse(usage.estimated());
        }
    }

    @Test
    @Proves({"openai-chat §5.2 late usage", "edge 97"})
    void usage_that_never_comes_is_estimated_and_the_end_told_in_time() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD);
                                    guest.frames(FINISH);
                                    guest.closed();
                                });
                var house = new House(House.inFrontOf(backend.url()), SHORT);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            String rest = client.rest();
            var ended = house.await(Note.ExchangeEnded.class);

            assertTrue(rest.contains("\"stop_reason\":\"end_turn\""), rest);
            assertTrue(rest.contains("message_stop"), rest);
            assertEquals("ok", ended.outcome());
            assertTrue(ended.usage().estimated());
            assertTrue(ended.durationMillis() < 1500, "it took " + ended.durationMillis());
        }
    }

    @Test
    void usage_is_not_waited_for_when_it_was_told_with_the_end() throws Exception {
        String both =
                FINISH.replace("]}", "],\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":3}}");
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD);
                                    guest.frames(both);
                                    guest.closed();
                                });
                var house = new House(House.inFrontOf(backend.url()), SHORT);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            client.rest();
            var ended = house.await(Note.ExchangeEnded.class);

            assertEquals(3, ended.usage().output().orElse(0));
            assertFalse(ended.usage().estimated());
        }
    }
}
