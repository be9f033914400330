package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Exchanges that run beside each other, or close behind each other.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ParallelTest {
    private static final int CLIENTS = 50;

    private static String asking(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%b,%s}".formatted(model, stream, RawClient.HI);
    }

    @Test
    @Proves("edge 216")
    void fifty_streams_at_once_each_get_their_own() throws Exception {
        var together = new CyclicBarrier(CLIENTS);
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    while (guest.awaitsRequest()) {
                                        String model = guest.requestedModel();
                                        guest.send(RawBackend.STREAM_HEAD).text(model + " says ");
                                        // Nobody is told the end before all have begun.
                                        together.await(20, TimeUnit.SECONDS);
                                        guest.text("bye from " + model).finish();
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 2; round++) {
                var asked = new ArrayList<Callable<String>>();
                for (int i = 0; i < CLIENTS; i++) {
                    String model = "m" + round + "x" + i;
                    asked.add(() -> RawClient.ask(house, asking(model, true)).body());
                }
                var answers = clients.invokeAll(asked);
                for (int i = 0; i < CLIENTS; i++) {
                    String model = "m" + round + "x" + i;
                    String answer = answers.get(i).get();
                    assertTrue(answer.contains("\"text\":\"" + model + " says \""), answer);
                    assertTrue(answer.contains("\"text\":\"bye from " + model + "\""), answer);
                    assertTrue(answer.contains("\"model\":\"" + model + "\""), answer);
                }
            }
            assertTrue(backend.connections() < 2 * CLIENTS, "no connection was used twice");
            var ids = new HashSet<String>();
            for (int i = 0; i < 2 * CLIENTS; i++) {
                ids.add(house.await(Note.ExchangeEnded.class).id());
            }
            assertEquals(2 * CLIENTS, ids.size());
        }
    }

    @Test
    void requests_sent_without_waiting_are_answered_one_after_another() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    while (guest.awaitsRequest()) {
                                        String model = guest.requestedModel();
                                        guest.send(RawBackend.STREAM_HEAD).text(model).finish();
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var client = new RawClient(house)) {
            for (int i = 0; i < 20; i++) {
                client.ask(asking("m" + i, i % 2 == 0));
            }
            for (int i = 0; i < 20; i++) {
                String answer = client.response().body();
                assertTrue(answer.contains("\"text\":\"m" + i + "\""), answer);
            }
        }
    }

    @Test
    void a_client_that_leaves_takes_nobody_along() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    while (guest.awaitsRequest()) {
                                        String model = guest.requestedModel();
                                        guest.send(RawBackend.STREAM_HEAD).text(model);
                                        if (model.equals("leaves")) {
                                            guest.closed();
                                            return;
                                        }
                                        guest.finish();
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var stays = new RawClient(house)) {
            for (int i = 0; i < 20; i++) {
                var leaves = new RawClient(house).ask(asking("leaves", true));
                leaves.head();
                leaves.frameWith("\"text\":\"leaves\"");
                stays.ask(asking("stays", true));
                leaves.close();
                assertTrue(stays.response().body().contains("message_stop"));
            }
        }
    }
}
