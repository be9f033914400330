package dev.patchbay.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.OAuthServer;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.masking.KnownSecrets;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// The whole program between a client and backends that want a sign-in or have several keys.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredentialsTest {
    private static final String HELLO =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                    + "\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}";

    private static final String MESSAGE =
            "{\"type\":\"message\",\"role\":\"assistant\",\"model\":\"own/claude\",\"content\":[],"
                + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":7,\"output_tokens\":2}}";

    @TempDir Path home;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private OAuthServer club;
    private MockWebServer keyed;
    private Wiring house;
    private String door;

    @BeforeEach
    void open() throws Exception {
        club = new OAuthServer();
        keyed = new MockWebServer();
        keyed.setDispatcher(new WithoutList());
        keyed.start();
        Files.writeString(
                home.resolve("settings.json"),
                """
                {"version":1,"server":{"port":0},"backends":[
                  %s,
                  {"id":"keyed","kind":"openai","baseUrl":"%s",
                   "auth":{"style":"x-api-key","keys":["env:K1","env:K2"]}},
                  {"id":"own","kind":"anthropic","baseUrl":"%s",
                   "auth":{"style":"client","keys":["env:K1"]}}],
                 "aliases":[{"name":"both","targets":[{"backend":"club","model":"m"},
                                                      {"backend":"keyed","model":"m"}]}]}
                """
                        .formatted(club.backend("club"), keyed.url("/v1"), keyed.url("/")));
        house =
                Wiring.of(
                        new AppPaths(
                                home,
                                home,
                                home.resolve("cache"),
                                home.resolve("logs"),
                                home.resolve("run")),
                        Overrides.NONE,
                        Map.of("K1", "first-hush", "K2", "second-hush"),
                        new KnownSecrets(),
                        Voice.QUIET);
        var running = (Switchboard.State.Running) house.switchboard().start();
        door = "http://127.0.0.1:" + running.port();
    }

    @AfterEach
    void close() {
        house.close();
        keyed.close();
        club.close();
        client.close();
    }

    private HttpRequest message(String model) {
        String body =
                "{\"model\":\"%s\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                        .formatted(model);
        return HttpRequest.newBuilder(URI.create(door + "/v1/messages"))
                .header("content-type", "application/json")
                .header("x-api-key", house.door().token())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> ask(String model) throws Exception {
        return client.send(message(model), BodyHandlers.ofString());
    }

    private void signIn() {
        house.switchboard().signIn("club", _ -> {});
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("content-type", "application/json")
                .body(body)
                .build();
    }

    @Test
    void a_client_whose_person_is_not_signed_in_is_told_what_to_do_and_not_to_try_again()
            throws Exception {
        HttpResponse<String> answer = ask("club/m");

        assertEquals(401, answer.statusCode());
        assertEquals("false", answer.headers().firstValue("x-should-retry").orElse(""));
        assertTrue(answer.body().contains("authentication_error"), answer.body());
        assertTrue(answer.body().contains("patchbay login club"), answer.body());
    }

    @Test
    void after_the_sign_in_requests_are_answered() throws Exception {
        signIn();

        HttpResponse<String> answer = ask("club/m");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("Hello"), answer.body());
    }

    @Test
    void fifty_clients_at_once_with_a_token_that_has_ended_lead_to_one_renewal() throws Exception {
        signIn();
        club.revokeAccess();
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 50; i++) {
            answers.add(client.sendAsync(message("club/m"), BodyHandlers.ofString()));
        }

        for (var answer : answers) {
            assertEquals(200, answer.get().statusCode());
        }
        assertEquals(1, club.renewals());
    }

    @Test
    void a_sign_in_that_has_ended_is_told_and_another_target_answers_meanwhile() throws Exception {
        signIn();
        club.revokeAccess();
        club.endLogins();
        keyed.enqueue(answer(200, HELLO));

        assertEquals(401, ask("club/m").statusCode());
        assertEquals(200, ask("both").statusCode());
    }

    @Test
    void a_key_at_its_limit_makes_way_for_the_next_and_no_answer_shows_either() throws Exception {
        keyed.enqueue(answer(429, "{\"error\":{\"message\":\"slow down, first-hush\"}}"));
        keyed.enqueue(answer(200, HELLO));
        HttpResponse<String> answer = ask("keyed/m");

        assertEquals(200, answer.statusCode());
        assertEquals(List.of("first-hush", "second-hush"), List.of(shownKey(), shownKey()));
        assertFalse((answer.headers().map() + answer.body()).contains("hush"), answer.body());
    }

    @Test
    void a_backend_that_refuses_every_key_is_heard_by_the_client() throws Exception {
        keyed.enqueue(answer(401, "{\"error\":{\"message\":\"unknown key\"}}"));
        keyed.enqueue(answer(401, "{\"error\":{\"message\":\"unknown key, too\"}}"));
        HttpResponse<String> answer = ask("keyed/m");

        assertEquals(401, answer.statusCode());
        assertTrue(answer.body().contains("keyed: unknown key, too"), answer.body());
    }

    /// Answers in turn, but to whoever asks for its models, which happens at some time of its own.
    private static final class WithoutList extends QueueDispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return request.getTarget().contains("/models")
                    ? answer(404, "{}")
                    : super.dispatch(request);
        }
    }

    /// The key that the next request for an answer shows.
    private String shownKey() throws InterruptedException {
        RecordedRequest request = request();
        return Objects.requireNonNull(request.getHeaders().get("x-api-key"));
    }

    /// The next question that is none for models.
    private RecordedRequest request() throws InterruptedException {
        RecordedRequest request = keyed.takeRequest();
        while (request.getTarget().contains("/models")) {
            request = keyed.takeRequest();
        }
        return request;
    }

    @Test
    void a_client_with_a_credential_of_its_own_shows_that_and_itself() throws Exception {
        keyed.enqueue(answer(200, MESSAGE));
        HttpRequest own =
                HttpRequest.newBuilder(message("own/claude"), (_, _) -> true)
                        .setHeader("x-api-key", "the-clients-own")
                        .header("x-patchbay-token", house.door().token())
                        .header("x-claude-code-session-id", "run-1")
                        .build();

        assertEquals(MESSAGE, client.send(own, BodyHandlers.ofString()).body());
        RecordedRequest request = request();
        assertEquals("the-clients-own", request.getHeaders().get("x-api-key"));
        assertEquals("run-1", request.getHeaders().get("x-claude-code-session-id"));
        assertFalse(request.getHeaders().toString().contains(house.door().token()));
    }

    @Test
    void a_client_without_one_goes_by_the_first_key_and_says_nothing_of_itself() throws Exception {
        keyed.enqueue(answer(200, MESSAGE));
        HttpRequest plain =
                HttpRequest.newBuilder(message("own/claude"), (_, _) -> true)
                        .header("x-claude-code-session-id", "run-1")
                        .build();

        assertEquals(MESSAGE, client.send(plain, BodyHandlers.ofString()).body());
        RecordedRequest request = request();
        assertTrue(request.getHeaders().toString().contains("first-hush"));
        assertFalse(request.getHeaders().names().contains("x-claude-code-session-id"));
        assertFalse(request.getHeaders().toString().contains(house.door().token()));
    }
}
