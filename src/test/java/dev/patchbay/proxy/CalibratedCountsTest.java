package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.proxy.board.Pace;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

/// A backend that counts half as many tokens again as we do, until we know.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CalibratedCountsTest {
    private static final String LONG =
            "The cables hang from the wall and wait for a plug. ".repeat(800);
    private static final String BODY = asking("m", false);
    private static final String STREAMED = asking("m", true);

    private static String asking(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%b,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(model, stream, LONG);
    }

    private static long count(House house, String body) throws Exception {
        try (var client = new RawClient(house)) {
            return client.post("/v1/messages/count_tokens", body)
                    .response()
                    .json()
                    .path("input_tokens")
                    .asLong();
        }
    }

    /// The counts at the start of a stream and at its end.
    private static long[] countsOfStream(House house) throws Exception {
        var counts = new long[2];
        for (String line : RawClient.ask(house, STREAMED).body().lines().toList()) {
            JsonNode data =
                    line.startsWith("data: ") ? Json.read(line.substring(6)) : Json.object();
            if (data.path("type").asText().equals("message_start")) {
                counts[0] = data.path("message").path("usage").path("input_tokens").asLong();
            } else if (data.path("type").asText().equals("message_delta")) {
                counts[1] = data.path("usage").path("input_tokens").asLong();
            }
        }
        return counts;
    }

    @Test
    void every_estimate_follows_what_the_backend_counts() throws Exception {
        var theirs = new AtomicLong();
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    while (guest.awaitsRequest()) {
                                        guest.request();
                                        if (guest.wantsStream()) {
                                            // This one tells no usage.
                                            guest.send(RawBackend.STREAM_HEAD).text("hi");
                                            guest.frames(
                                                    "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                                                    "[DONE]");
                                            guest.send("0\r\n\r\n");
                                        } else {
                                            guest.whole(
                                                    200,
                                                    "application/json",
                                                    "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":2}}"
                                                            .formatted(theirs.get()));
                                        }
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            long before = count(house, BODY);
            theirs.set(before * 3 / 2);
            long after = before;
            for (int i = 0; i < 200 && after < theirs.get() * 0.97; i++) {
                RawClient.ask(house, BODY);
                after = count(house, BODY);
            }
            long[] stream = countsOfStream(house);

            assertEquals(theirs.get(), after, theirs.get() * 0.03, "count_tokens");
            assertEquals(theirs.get(), stream[0], theirs.get() * 0.03, "message_start");
            assertEquals(theirs.get(), stream[1], theirs.get() * 0.03, "usage");
            assertEquals(before, count(house, asking("another", false)), "another model");
            assertTrue(before > 5_000, "a prompt of " + before);
        }
    }
}
