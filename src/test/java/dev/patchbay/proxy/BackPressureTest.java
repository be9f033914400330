package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client that reads slowly slows its backend down; one that does not read at all is left.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BackPressureTest {
    private static final int FRAMES = 2000;
    private static final int LETTERS = 16 * 1024;

    /// More than all socket buffers on the way can hold together.
    private static final int FRAMES_UNTIL_PAUSED = FRAMES * 3 / 4;

    private final BlockingQueue<Integer> written = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();

    /// Talks as fast as it may.
    private RawBackend talking() throws IOException {
        return new RawBackend(
                guest -> {
                    guest.request();
                    guest.socket().setSendBufferSize(64 * 1024);
                    guest.send(RawBackend.STREAM_HEAD);
                    String letters = "z".repeat(LETTERS);
                    try {
                        for (int i = 1; i <= FRAMES; i++) {
                            guest.text(letters);
                            written.add(i);
                        }
                        guest.finish();
                    } catch (IOException e) {
                        // The proxy left in the middle; what it left is known by then.
                        closed.add(true);
                        return;
                    }
                    guest.closed();
                    closed.add(true);
                });
    }

    private static RawClient slow(House house) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        return new RawClient(socket, house);
    }

    /// How many frames the backend could write before it stood still.
    private int writtenUntilPaused() throws InterruptedException {
        int most = 0;
        for (Integer next = poll(); next != null; next = poll()) {
            most = next;
        }
        return most;
    }

    private Integer poll() throws InterruptedException {
        return written.poll(500, TimeUnit.MILLISECONDS);
    }

    private static Pace leaving(Duration slowClient) {
        return new Pace(Duration.ofSeconds(10), Duration.ofSeconds(2), slowClient, Duration.ZERO);
    }

    @Test
    void a_client_that_stops_reading_stops_its_backend_and_then_gets_every_byte() throws Exception {
        try (var backend = talking();
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var client = slow(house).ask(RawClient.STREAMED)) {
            client.head();
            int paused = writtenUntilPaused();
            assertTrue(paused > 0 && paused < FRAMES_UNTIL_PAUSED, paused + " frames");

            long letters = 0;
            String frame = client.frame();
            while (!frame.contains("message_stop")) {
                // Ids are random letters too; only the text counts.
                if (frame.contains("text_delta")) {
                    letters += frame.chars().filter(c -> c == 'z').count();
                }
                frame = client.frame();
            }
            assertEquals((long) FRAMES * LETTERS, letters);
            assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @Test
    void a_client_that_reads_slowly_is_not_left() throws Exception {
        try (var backend = talking();
                var house =
                        new House(House.inFrontOf(backend.url()), leaving(Duration.ofSeconds(1)));
                var client = slow(house).ask(RawClient.STREAMED)) {
            client.head();
            for (int i = 0; i < 15; i++) {
                assertEquals(512 * 1024, client.body().readNBytes(512 * 1024).length);
                house.awaitNone(Note.ExchangeEnded.class, Duration.ofMillis(100));
            }
            assertTrue(client.rest().endsWith("data: {\"type\":\"message_stop\"}\n\n"));
        }
    }

    @Test
    void a_client_that_takes_nothing_is_left_and_its_backend_too() throws Exception {
        try (var backend = talking();
                var house =
                        new House(House.inFrontOf(backend.url()), leaving(Duration.ofMillis(300)));
                var client = slow(house).ask(RawClient.STREAMED)) {
            var ended = house.await(Note.ExchangeEnded.class);
            assertEquals("cancelled", ended.outcome());
            assertTrue(ended.error().orElseThrow().contains("took nothing"), ended.toString());
            assertNotNull(closed.poll(20, TimeUnit.SECONDS), "the backend was never told");
            client.socket().setSoTimeout(5_000);
            assertTrue(isCut(client));
        }
    }

    @Test
    void a_client_that_takes_nothing_of_a_finished_answer_is_left_too() throws Exception {
        String text = "x".repeat(12 << 20);
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.whole(
                                            200,
                                            "application/json",
                                            RawBackend.WHOLE.replace("Hello", text));
                                    guest.closed();
                                });
                var house =
                        new House(House.inFrontOf(backend.url()), leaving(Duration.ofMillis(300)));
                var client = slow(house).ask(RawClient.WHOLE)) {
            var ended = house.await(Note.ExchangeEnded.class);

            assertEquals("cancelled", ended.outcome());
            assertTrue(isCut(client));
        }
    }

    private static boolean isCut(RawClient client) {
        try {
            client.head();
            client.rest();
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
