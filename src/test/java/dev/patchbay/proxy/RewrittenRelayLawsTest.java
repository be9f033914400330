package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.RandomJson;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A relayed request that is rewritten differs from what the client sent in one place, and means
/// what the rewrite says.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RewrittenRelayLawsTest {
    private static final int EXCHANGES = 200;
    private static final String SAID = "said \"by\"\n a rewrite";
    private static final TextNode VALUE = TextNode.valueOf("set");

    /// A rewrite, and what a tree is to be after it.
    private enum Case {
        APPEND(new Edit.AppendToLastUserMessage(SAID)) {
            @Override
            void apply(ObjectNode request) {
                ObjectNode last = (ObjectNode) request.path("messages").path(2);
                grow(last, "content", true, "");
            }
        },
        BEFORE_SYSTEM(new Edit.PrependToSystem(SAID)) {
            @Override
            void apply(ObjectNode request) {
                grow(request, "system", false, "\n\n");
            }
        },
        AFTER_SYSTEM(new Edit.AppendToSystem(SAID)) {
            @Override
            void apply(ObjectNode request) {
                grow(request, "system", true, "\n\n");
            }
        },
        SET(new Edit.SetField("odd_1", VALUE)) {
            @Override
            void apply(ObjectNode request) {
                request.set("odd_1", VALUE);
            }
        },
        DROP(new Edit.DropField("odd_1")) {
            @Override
            void apply(ObjectNode request) {
                request.remove("odd_1");
            }
        },
        RENAME(new Edit.RenameTool("Read", "read_file")) {
            @Override
            void apply(ObjectNode request) {
                request.path("tools").forEach(Case::renamed);
                request.path("messages").path(1).path("content").forEach(Case::renamed);
            }
        };

        final Edit edit;

        Case(Edit edit) {
            this.edit = edit;
        }

        abstract void apply(ObjectNode request);

        String alias() {
            return "claude-" + edit.kind();
        }

        private static void renamed(JsonNode named) {
            if (named.path("name").asText("").equals("Read")) {
                ((ObjectNode) named).put("name", "read_file");
            }
        }

        /// Words in either form, with the new ones at an end.
        private static void grow(ObjectNode holder, String field, boolean atEnd, String between) {
            switch (holder.get(field)) {
                case ArrayNode blocks -> {
                    var block = Json.object().put("type", "text").put("text", SAID);
                    blocks.insert(atEnd ? blocks.size() : 0, block);
                }
                case TextNode text ->
                        holder.put(
                                field,
                                atEnd
                                        ? text.textValue() + between + SAID
                                        : SAID + between + text.textValue());
                case null, default -> holder.put(field, SAID);
            }
        }
    }

    @Test
    void what_leaves_differs_by_the_edit_alone() throws Exception {
        var requests = new LinkedBlockingQueue<byte[]>();
        try (var backend = new RawBackend(guest -> answer(guest, requests));
                var house = new House(settings(backend.url()), Pace.USUAL);
                var visitor = new Visitor(house)) {
            for (long seed = 1; seed <= EXCHANGES; seed++) {
                Case drawn = Case.values()[(int) (seed % Case.values().length)];
                String why = "seed " + seed + ", " + drawn;
                String request = request(seed);

                var answer = visitor.post("/v1/messages", request.formatted(drawn.alias()));
                byte[] sent = requests.poll(10, TimeUnit.SECONDS);

                assertEquals(200, answer.statusCode(), why);
                assertNotNull(sent, why);
                byte[] plain = request.formatted("claude-real").getBytes(StandardCharsets.UTF_8);
                ObjectNode expected = (ObjectNode) Json.read(plain);
                drawn.apply(expected);
                assertEquals(expected, Json.read(sent), why);
                if (drawn != Case.RENAME) {
                    assertOnePlace(drawn, plain, sent, why);
                }
            }
        }
    }

    /// What was there is there still: nothing of it goes where something is added, one member where
    /// something is set or dropped.
    private static void assertOnePlace(Case drawn, byte[] plain, byte[] sent, String why) {
        int front = Arrays.mismatch(plain, sent);
        if (front < 0) {
            assertEquals(Case.DROP, drawn, why);
            return;
        }
        int shorter = Math.min(plain.length, sent.length);
        int back = 0;
        while (back < shorter - front
                && plain[plain.length - 1 - back] == sent[sent.length - 1 - back]) {
            back++;
        }
        String gone = new String(plain, front, plain.length - front - back, StandardCharsets.UTF_8);
        String come = new String(sent, front, sent.length - front - back, StandardCharsets.UTF_8);
        switch (drawn) {
            case DROP -> assertEquals("", come, why);
            case SET -> assertTrue(come.length() <= ",\"odd_1\":\"set\"".length(), why + come);
            default -> assertEquals("", gone, why);
        }
    }

    private static Settings settings(String url) {
        Settings settings =
                Settings.DEFAULT
                        .withBackends(List.of(BackendSettings.of("up", BackendKind.ANTHROPIC, url)))
                        .withDefaultAlias(Optional.empty())
                        .withPort(0);
        for (Case each : Case.values()) {
            settings =
                    settings.withAlias(
                            Alias.of(each.alias(), Target.of("up", "claude-real"))
                                    .withRewrites(List.of(Rewrite.of(each.edit))));
        }
        return settings;
    }

    private static void answer(RawBackend.Guest guest, LinkedBlockingQueue<byte[]> requests)
            throws Exception {
        while (guest.awaitsRequest()) {
            guest.request();
            requests.add(guest.body());
            String body = "{\"type\":\"message\",\"content\":[]}";
            guest.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(body.length(), body));
        }
    }

    // ------------------------------------------------------------------ what is drawn

    /// Three turns, with a place for the name of the model.
    private static String request(long seed) {
        var random = new SplittableRandom(seed);
        var json = new RandomJson(seed);
        var members = new ArrayList<String>();
        members.add("\"model\" :\"%s\"");
        members.add("\"max_tokens\": 10");
        members.add(
                "\"messages\" : [{\"role\":\"user\",\"content\":\"a\"},%s , %s ]"
                        .formatted(called(json), last(random, json)));
        members.add("\"tools\":[{\"name\" : \"Read\",\"x\":" + value(json) + "}]");
        if (random.nextInt(4) > 0) {
            members.add("\"system\":" + words(random, json));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            members.add("\"odd_%d\":%s".formatted(i, value(json)));
        }
        Collections.shuffle(members, new Random(random.nextLong()));
        String blank = List.of("", " ", "\n", "\t").get(random.nextInt(4));
        return "{" + blank + String.join(blank + "," + blank, members) + blank + "}";
    }

    private static String called(RandomJson json) {
        return ("{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\","
                        + "\"name\": \"Read\",\"input\":{},\"x\":")
                + value(json)
                + "}]}";
    }

    private static String last(SplittableRandom random, RandomJson json) {
        return "{\"content\":%s,\"x\":%s, \"role\":\"user\"}"
                .formatted(words(random, json), value(json));
    }

    /// As a string, or as blocks, the last of them perhaps where the cache ends.
    private static String words(SplittableRandom random, RandomJson json) {
        return switch (random.nextInt(3)) {
            case 0 -> "\"h\\u00e4\\/ 日\"";
            case 1 -> "[ {\"type\":\"text\",\"text\":\"a\\u0062\",\"y\":" + value(json) + "} ]";
            default ->
                    "[{\"type\":\"text\",\"text\":\"a\"},{\"cache_control\":{\"type\":\"ephemeral\"},"
                        + "\"type\":\"text\",\"text\":\"b\"}]";
        };
    }

    /// Nothing that a place for the model's name would be taken for.
    private static String value(RandomJson json) {
        return json.value(1).replace("%", "");
    }
}
