package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Signs of life for a client whose backend says nothing.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PingTest {
    private static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(60),
                    Duration.ZERO);
    private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}";

    private final CountDownLatch heard = new CountDownLatch(1);

    private RawBackend waiting(RawBackend.Script before) throws Exception {
        return new RawBackend(
                guest -> {
                    guest.request();
                    before.play(guest);
                    heard.await();
                    guest.text("lo").finish();
                });
    }

    private static void expectPings(RawClient client, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertEquals(PING, client.frame());
        }
    }

    private void endsWell(RawClient client) throws Exception {
        heard.countDown();
        String rest = client.rest();
        assertTrue(rest.contains("\"text\":\"lo\""), rest);
        assertTrue(rest.endsWith("data: {\"type\":\"message_stop\"}\n\n"), rest);
        assertEquals(-1, rest.indexOf("message_start"), rest);
    }

    @Test
    @Proves({"edge 211", "edge 212", "messages-api §8 ping", "messages-api §8 message_start"})
    void a_silent_backend_is_bridged_with_pings_behind_the_messages_start() throws Exception {
        try (var backend = waiting(guest -> guest.send(RawBackend.STREAM_HEAD));
                var house = new House(House.inFrontOf(backend.url()), QUICK);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            String first = client.frame();
            assertTrue(first.startsWith("event: message_start\n"), first);
            assertTrue(first.matches("(?s).*\"input_tokens\":[1-9].*"), first);
            expectPings(client, 4);
            endsWell(client);
        }
    }

    @Test
    @Proves("edge 211")
    void a_backend_that_falls_silent_later_is_bridged_too() throws Exception {
        try (var backend = waiting(guest -> guest.send(RawBackend.STREAM_HEAD).text("Hel"));
                var house = new House(House.inFrontOf(backend.url()), QUICK);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            client.frameWith("Hel");
            expectPings(client, 4);
            endsWell(client);
        }
    }

    @Test
    @Proves("edge 64")
    void a_backends_comments_do_not_take_the_place_of_pings() throws Exception {
        try (var backend =
                        waiting(
                                guest -> {
                                    guest.send(RawBackend.STREAM_HEAD).text("Hel");
                                    while (heard.getCount() > 0 && guest.stays(20)) {
                                        guest.chunk(": still here\n\n");
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), QUICK);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            client.frameWith("Hel");
            expectPings(client, 4);
            endsWell(client);
        }
    }

    @Test
    @Proves("edge 123")
    void a_failure_behind_a_ping_is_told_in_the_stream() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    heard.await();
                                    guest.whole(401, "application/json", "{}");
                                });
                var house = new House(House.inFrontOf(backend.url()), QUICK);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            assertEquals(200, client.head().status());
            client.frameWith("event: ping");
            heard.countDown();
            String last = client.frameWith("event: error");
            assertTrue(last.contains("\"authentication_error\""), last);
            assertEquals("", client.frame());
        }
    }

    @Test
    void a_client_that_wants_one_piece_gets_nothing_before_it() throws Exception {
        try (var backend = waiting(guest -> guest.send(RawBackend.STREAM_HEAD));
                var house = new House(House.inFrontOf(backend.url()), QUICK);
                var client = new RawClient(house).ask(RawClient.WHOLE)) {
            client.socket().setSoTimeout(500);
            assertTrue(client.isSilent());
            client.socket().setSoTimeout(20_000);
            heard.countDown();
            assertEquals("lo", client.response().json().at("/content/0/text").asText());
        }
    }

    @Test
    void the_usual_pace_sends_three_pings_in_forty_seconds() {
        assertTrue(Pace.USUAL.ping().multipliedBy(3).compareTo(Duration.ofSeconds(40)) < 0);
    }
}
