package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;

import dev.patchbay.Proves;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Whatever an OpenAI client and backend say to each other passes to the byte, but for the name of
/// the model, for the usage that we ask for ourselves, and for what the user's rewrites say.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenAiRelayLawsTest {
    private static final int EXCHANGES = 200;
    private static final String WISH = ",\"stream_options\":{\"include_usage\":true}";

    private final BlockingQueue<DrawnChat> drawn = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    @Proves({"openai-chat §9 OpenAI front", "edge 242"})
    void bytes_out_equal_bytes_in_but_for_the_model_and_our_own_wish() throws Exception {
        try (var backend = new RawBackend(this::play);
                var house = new House(settings(backend.url()), Pace.USUAL)) {
            for (long seed = 1; seed <= EXCHANGES; seed++) {
                var chat = DrawnChat.of(seed);
                drawn.add(chat);
                var answer = ask(house, chat.request(seed % 3 == 0 ? "pl\\u0061in" : "plain"));
                String sent = sent();

                boolean wish = chat.stream() && !chat.wantsUsage();
                assertEquals(wish, sent.contains(WISH), "seed " + seed);
                String asked = wish ? sent.replace(WISH, "") : sent;
                assertEquals(chat.request("real"), asked, "seed " + seed + ", request");
                assertEquals(chat.told("plain"), text(answer), "seed " + seed + ", answer");
                assertEquals(chat.status(), answer.statusCode(), "seed " + seed);
            }
        }
    }

    @Test
    void a_rewrite_makes_its_own_difference_and_no_other() throws Exception {
        try (var backend = new RawBackend(this::play);
                var house = new House(settings(backend.url()), Pace.USUAL)) {
            for (long seed = 1; seed <= EXCHANGES; seed++) {
                var chat = DrawnChat.of(seed);
                String alias = List.of("append", "prepend", "set", "rename").get((int) seed % 4);
                drawn.add(chat);
                ask(house, chat.request(alias));
                String sent = sent().replace(WISH, "");

                String plain = chat.request("real");
                switch (alias) {
                    case "append" -> assertEquals(plain.replace("日?", "日? Now."), sent, why(seed));
                    case "prepend" ->
                            assertEquals(
                                    plain.replace("B\\u0065", "First.\\n\\nB\\u0065"),
                                    sent,
                                    why(seed));
                    case "set" -> {
                        assertTrue(sent.contains(",\"zz\":1"), why(seed));
                        assertEquals(plain, sent.replace(",\"zz\":1", ""), why(seed));
                    }
                    default ->
                            assertEquals(
                                    Json.read(plain.replace("\"own\"", "\"other\"")),
                                    Json.read(sent),
                                    why(seed));
                }
            }
        }
    }

    private static String why(long seed) {
        return "seed " + seed;
    }

    // ------------------------------------------------------------------ the house

    private static Settings settings(String url) {
        return Settings.DEFAULT
                .withBackends(
                        List.of(
                                BackendSettings.of("up", BackendKind.OPENAI, url)
                                        .withQuirk("thinkTags", BooleanNode.FALSE)))
                .withDefaultAlias(Optional.empty())
                .withAliases(
                        List.of(
                                alias("plain"),
                                alias("append", new Edit.AppendToLastUserMessage(" Now.")),
                                alias("prepend", new Edit.PrependToSystem("First.")),
                                alias("set", new Edit.SetField("zz", IntNode.valueOf(1))),
                                alias("rename", new Edit.RenameTool("own", "other"))))
                .withPort(0);
    }

    private static Alias alias(String name, Edit... edits) {
        return Alias.of(name, Target.of("up", "real"))
                .withRewrites(Arrays.stream(edits).map(Rewrite::of).toList());
    }

    private void play(RawBackend.Guest guest) throws Exception {
        while (guest.awaitsRequest()) {
            guest.request();
            requests.add(guest.body());
            drawn.take().play(guest);
        }
    }

    private HttpResponse<byte[]> ask(House house, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(house.url(Visitor.CHAT)))
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(Duration.ofSeconds(20))
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + House.TOKEN)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private String sent() throws Exception {
        byte[] body = requests.poll(10, TimeUnit.SECONDS);
        assertTrue(body != null, "the backend was not asked");
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
