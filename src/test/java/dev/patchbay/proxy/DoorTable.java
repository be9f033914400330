package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.journal.LogLines;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes docs/security-door.md: sends each hostile request over a connection of its own, all at the
/// same time, and looks at every answer, at the connection behind it, and at the notes.
final class DoorTable implements AutoCloseable {
    private static final Map<String, String> WORDS =
            Map.of(
                    "good",
                    "Host: localhost\r\nContent-Type: application/json\r\nx-api-key: %s\r\n"
                            .formatted(House.TOKEN),
                    "body",
                    RawClient.WHOLE,
                    "n",
                    String.valueOf(RawClient.WHOLE.length()),
                    "token",
                    House.TOKEN);

    private static final String HEAD =
            """
            # What the door refuses

            Every request here was sent as raw bytes over a socket to a Patchbay whose one backend counts who comes: %d
            requests, and none reached it. After each, the same connection serves a good request where it says *stays*, and is
            closed where it says *closes*; a new connection serves one in any case.

            In *sent*, `{good}` stands for the header lines of a good request (`Host: localhost`, a content type of JSON, the
            right token), `{body}` for a good body, `{n}` for its length, `{port}` for the door's port, `{token}` for the right
            token, and `{99*z}` for 99 letters z. So most of these requests would have been passed on, but for the one thing
            that is wrong with them. Every answer is an error in JSON with the sentence that stands here; the log has a note
            with the same sentence, and nothing of what was sent but the path.

            What comes too slowly, too often or never to its end, and what is taken too slowly, cannot be shown as bytes:
            `LimitTest` plays it.

            The requests stand in `src/test/resources/hostile/requests.txt`. This page is made by `DoorTableTest`, which fails
            when it is not what it measures; written by `mvn test -Dtest=DoorTableTest -Dpatchbay.door=write`.
            """;

    private final RawBackend backend;
    private final House house;
    private final Map<String, String> words;
    private final Queue<Note> notes = new ConcurrentLinkedQueue<>();

    DoorTable() throws Exception {
        backend =
                new RawBackend(
                        guest -> {
                            guest.request();
                            guest.whole(200, "application/json", RawBackend.WHOLE);
                        });
        house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
        house.board.journal().listen(notes::add);
        words = new java.util.HashMap<>(WORDS);
        words.put("port", String.valueOf(house.port()));
    }

    /// How bytes are sent.
    @FunctionalInterface
    interface Way {
        Way WHOLE = RawClient::write;
        Way IN_DROPS =
                (client, bytes) -> {
                    for (byte each : bytes) {
                        client.write(new byte[] {each});
                    }
                };

        void send(RawClient client, byte[] bytes) throws IOException;
    }

    /// Sends them all, and puts down what came of it.
    String measured() throws Exception {
        List<HostileRequest> requests = HostileRequest.all();
        List<String> answers = sent(requests, Way.WHOLE);
        var page = new StringBuilder(HEAD.formatted(requests.size()));
        String part = "";
        for (int i = 0; i < requests.size(); i++) {
            HostileRequest request = requests.get(i);
            if (!request.part().equals(part)) {
                part = request.part();
                page.append(
                        "\n## %s\n\n| what | sent | expected | got |\n| --- | --- | --- | --- |\n"
                                .formatted(part));
            }
            page.append(
                    "| %s | `` %s `` | %s | %s |\n"
                            .formatted(
                                    request.words(),
                                    request.written().replace("|", "\\|"),
                                    request.expected(),
                                    answers.get(i)));
        }
        assertEquals(0, backend.connections(), "a hostile request reached the backend");
        assertNotes(requests);
        assertEquals(200, RawClient.ask(house, RawClient.WHOLE).status());
        assertEquals(1, backend.connections());
        return page.toString();
    }

    /// What is answered to each.
    List<String> sent(List<HostileRequest> requests, Way way) throws InterruptedException {
        var answers = new ArrayList<String>();
        var failures = new ArrayList<String>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = requests.stream().map(it -> clients.submit(() -> got(it, way))).toList();
            for (Future<String> each : sent) {
                try {
                    answers.add(each.get());
                } catch (ExecutionException e) {
                    failures.add(String.valueOf(e.getCause()));
                }
            }
        }
        assertEquals(List.of(), failures, () -> String.join("\n", failures));
        return answers;
    }

    private String got(HostileRequest request, Way way) {
        var got = new StringBuilder();
        var statuses = new ArrayList<Integer>();
        try (var client = new RawClient(house)) {
            way.send(client, request.bytes(words));
            for (int i = 0; i < request.statuses().size(); i++) {
                RawClient.Response answer = client.response();
                statuses.add(answer.status());
                got.append(told(answer)).append("; ");
                if (request.asksForMessages()) {
                    // Clients of Anthropic's dialect understand no other error.
                    answer.errorType();
                }
            }
            String fate = fate(client);
            got.append(fate);
            assertEquals(
                    request.expected(), HostileRequest.expected(statuses, fate), request.words());
        } catch (IOException | AssertionError e) {
            throw new AssertionError("%s: %s after '%s'".formatted(request.words(), e, got), e);
        }
        return got.toString();
    }

    private static String told(RawClient.Response answer) {
        String body = answer.body();
        JsonNode error = answer.json().path("error");
        String message = error.path("message").asText();
        assertEquals("application/json", answer.header("content-type"), body);
        assertFalse(error.path("type").asText().isEmpty(), body);
        assertTrue(message.endsWith("."), body);
        assertFalse(body.contains(House.TOKEN), body);
        assertFalse(
                answer.headers().keySet().stream().anyMatch(it -> it.startsWith("access-control")),
                body);
        return "%d: %s".formatted(answer.status(), message);
    }

    /// Whether the connection can still be used, as the next request on it shows.
    private static String fate(RawClient client) throws IOException {
        try {
            client.request("GET", "/health");
            int status = client.response().status();
            return status == 200 ? "stays" : "answers " + status;
        } catch (IOException e) {
            // The end that was sent, or the reset that follows a write beyond it.
            return "closes";
        }
    }

    private void assertNotes(List<HostileRequest> requests) {
        long refusals = requests.stream().mapToLong(it -> it.statuses().size()).sum();
        assertEquals(refusals, notes.size(), () -> "notes: " + notes);
        for (Note note : notes) {
            assertTrue(note instanceof Note.Refused || note instanceof Note.WrongToken);
            assertFalse(LogLines.fields(note).toString().contains(House.TOKEN), note.toString());
            assertFalse(LogLines.fields(note).toString().contains("example.com:"), "" + note);
        }
    }

    @Override
    public void close() {
        house.close();
        backend.leave();
    }
}
