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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An answer that is cut, stalls or makes no sense never looks like a success.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CutAndStallTest {
    private static final String HEL =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n";

    /// The ways in which a stream can be cut behind its first words.
    enum Cut {
        BETWEEN_CHUNKS {
            @Override
            void cut(RawBackend.Guest guest) {}
        },
        INSIDE_A_CHUNK {
            @Override
            void cut(RawBackend.Guest guest) throws Exception {
                guest.send("80\r\ndata: {\"choices\":[{\"ind");
            }
        },
        INSIDE_A_CHUNK_SIZE {
            @Override
            void cut(RawBackend.Guest guest) throws Exception {
                guest.send("8");
            }
        },
        WITH_A_PROPER_LAST_CHUNK {
            @Override
            void cut(RawBackend.Guest guest) throws Exception {
                guest.send("0\r\n\r\n");
            }
        },
        INSIDE_A_FRAME {
            @Override
            void cut(RawBackend.Guest guest) throws Exception {
                guest.chunk("data: {\"choices\":[{\"ind").send("0\r\n\r\n");
            }
        },
        BY_A_RESET {
            @Override
            void cut(RawBackend.Guest guest) throws Exception {
                guest.reset();
            }
        },
        BY_A_BAD_CHUNK_SIZE {
            @Override
            void cut(RawBackend.Guest guest) throws Exception {
                guest.send("oops\r\n");
            }
        };

        abstract void cut(RawBackend.Guest guest) throws Exception;
    }

    private static RawBackend playing(RawBackend.Script rest) throws Exception {
        return new RawBackend(
                guest -> {
                    guest.request();
                    rest.play(guest);
                });
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    @Proves({"edge 96", "edge 116", "messages-api §8 invariant 7", "messages-api §8 error"})
    void a_stream_cut_behind_its_first_words_ends_in_an_error(Cut cut) throws Exception {
        try (var backend =
                        playing(guest -> cut.cut(guest.send(RawBackend.STREAM_HEAD).chunk(HEL)));
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertEquals(200, answer.status());
            assertTrue(answer.body().contains("\"text\":\"Hel\""), answer.body());
            assertTrue(lastFrame(answer.body()).startsWith("event: error\n"), answer.body());
            assertTrue(lastFrame(answer.body()).contains("\"api_error\""), answer.body());
            assertFalse(answer.body().contains("message_stop"), answer.body());
            assertFalse(answer.body().contains("content_block_stop"), answer.body());
            assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    @Proves({"edge 96", "messages-api §10 no retry after a byte"})
    void a_cut_answer_to_a_client_that_wants_one_piece_has_an_error_status(Cut cut)
            throws Exception {
        try (var backend =
                        playing(guest -> cut.cut(guest.send(RawBackend.STREAM_HEAD).chunk(HEL)));
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.WHOLE);

            assertEquals(502, answer.status());
            assertEquals("api_error", answer.errorType());
            assertEquals(1, backend.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: 500\r\n\r\n"
                        + "{\"choices\":[{\"mess",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"choices\":[{\"mess",
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Ty",
                "HTTP/1.1 200 OK\r\n"
                        + "Transfer-Encoding: chunked\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + "5\r\n"
                        + "{\"cho",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "\u0016\u0003\u0001 hello\n\n",
            })
    @Proves("edge 115")
    void an_answer_that_breaks_before_it_says_anything_has_a_true_status(String bytes)
            throws Exception {
        for (String request : new String[] {RawClient.WHOLE, RawClient.STREAMED}) {
            try (var backend = playing(guest -> guest.send(bytes));
                    var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
                var answer = RawClient.ask(house, request);

                assertEquals(502, answer.status(), answer.body());
                assertEquals("api_error", answer.errorType());
                assertTrue(answer.errorMessage().startsWith("up"), answer.body());
                assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
            }
        }
    }

    @Test
    @Proves("messages-api §8 invariant 8")
    void a_tool_call_that_was_cut_is_never_closed() throws Exception {
        try (var backend =
                        playing(
                                guest ->
                                        guest.send(RawBackend.STREAM_HEAD)
                                                .frames(
                                                        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"rm\",\"arguments\":\"{\\\"path\\\":\\\"/ho\"}}]}}]}"));
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertTrue(answer.body().contains("\"type\":\"tool_use\""), answer.body());
            assertTrue(lastFrame(answer.body()).startsWith("event: error\n"), answer.body());
            assertFalse(answer.body().contains("content_block_stop"), answer.body());
        }
    }

    @Test
    @Proves({"edge 123", "messages-api §10 timeout_error"})
    void a_backend_that_never_begins_is_timed_out_with_a_true_status() throws Exception {
        for (String request : new String[] {RawClient.WHOLE, RawClient.STREAMED}) {
            try (var backend = playing(RawBackend.Guest::closed);
                    var house =
                            new House(
                                    House.impatient(House.inFrontOf(backend.url()), 1, 60, 60),
                                    Pace.USUAL)) {
                var answer = RawClient.ask(house, request);

                assertEquals(504, answer.status());
                assertEquals("timeout_error", answer.errorType());
                assertTrue(
                        answer.errorMessage().contains("did not begin to answer"), answer.body());
            }
        }
    }

    @Test
    void a_head_without_a_body_is_no_beginning() throws Exception {
        try (var backend = playing(guest -> guest.send(RawBackend.STREAM_HEAD).closed());
                var house =
                        new House(
                                House.impatient(House.inFrontOf(backend.url()), 1, 60, 60),
                                Pace.USUAL)) {
            assertEquals(504, RawClient.ask(house, RawClient.STREAMED).status());
        }
    }

    @Test
    @Proves("edge 123")
    void a_stream_that_stalls_ends_in_a_timeout_error() throws Exception {
        try (var backend =
                        playing(guest -> guest.send(RawBackend.STREAM_HEAD).chunk(HEL).closed());
                var house =
                        new House(
                                House.impatient(House.inFrontOf(backend.url()), 60, 1, 60),
                                Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertEquals(200, answer.status());
            assertTrue(lastFrame(answer.body()).startsWith("event: error\n"), answer.body());
            assertTrue(lastFrame(answer.body()).contains("\"timeout_error\""), answer.body());
            assertTrue(lastFrame(answer.body()).contains("stopped answering"), answer.body());
        }
    }

    @Test
    void an_answer_in_one_piece_that_stalls_is_timed_out() throws Exception {
        try (var backend =
                        playing(
                                guest ->
                                        guest.send(
                                                        "HTTP/1.1 200 OK\r\n"
                                                            + "Content-Type: application/json\r\n"
                                                            + "Content-Length: 500\r\n\r\n"
                                                            + "{\"choices\":")
                                                .closed());
                var house =
                        new House(
                                House.impatient(House.inFrontOf(backend.url()), 60, 1, 60),
                                Pace.USUAL)) {
            assertEquals(504, RawClient.ask(house, RawClient.WHOLE).status());
        }
    }

    @Test
    @Proves("edge 64")
    void a_backend_that_talks_without_end_is_timed_out_in_the_end() throws Exception {
        try (var backend =
                        playing(
                                guest -> {
                                    guest.send(RawBackend.STREAM_HEAD);
                                    try {
                                        // Often enough for every other timeout.
                                        while (guest.stays(200)) {
                                            guest.chunk(": OPENROUTER PROCESSING\n\n");
                                        }
                                    } catch (java.io.IOException e) {
                                        guest.socket().close();
                                    }
                                });
                var house =
                        new House(
                                House.impatient(House.inFrontOf(backend.url()), 1, 1, 2),
                                Pace.USUAL)) {
            long began = System.nanoTime();
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertEquals(504, answer.status());
            assertTrue(answer.errorMessage().contains("did not finish"), answer.body());
            assertTrue(System.nanoTime() - began > 1_900_000_000L);
        }
    }

    @Test
    void a_backend_that_takes_no_connection_is_timed_out() throws Exception {
        try (var full = new FullDoor();
                var house =
                        new House(
                                House.impatient(House.inFrontOf(full.url()), 60, 60, 60),
                                Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertEquals(504, answer.status());
            assertTrue(answer.errorMessage().contains("take a connection"), answer.body());
        }
    }

    private static String lastFrame(String body) {
        String[] frames = body.split("\n\n");
        return frames[frames.length - 1];
    }
}
