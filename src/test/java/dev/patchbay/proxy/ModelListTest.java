package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.Proves;
import dev.patchbay.backend.DemoBackend;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.routing.Route;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelListTest {
    private static final String[] ANTHROPIC = {
        "x-api-key", House.TOKEN, "anthropic-version", "2026-10-21"
    };
    private static final String[] OTHER = {"authorization", "Bearer " + House.TOKEN};

    private static Settings withAliases(String... names) {
        var aliases = new ArrayList<Alias>();
        for (String name : names) {
            aliases.add(Alias.of(name, Target.of("up", "gpt-4o")));
        }
        return House.inFrontOf("http://127.0.0.1:9/v1").withAliases(aliases);
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("data").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @Test
    @Proves({"edge 201", "messages-api §2 models"})
    void all_aliases_come_on_one_page() throws Exception {
        try (var house = new House(withAliases("claude-one", "claude-two", "star-*"), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var page = Visitor.json(visitor.get("/v1/models?limit=1000", ANTHROPIC));

            assertEquals(List.of("claude-one", "claude-two"), ids(page));
            assertFalse(page.path("has_more").asBoolean(true));
            assertEquals("claude-one", page.path("first_id").asText());
            assertEquals("claude-two", page.path("last_id").asText());
        }
    }

    @Test
    @Proves({"edge 202", "messages-api §9 names for Claude Code"})
    void every_name_is_also_offered_in_a_form_that_claude_code_shows() throws Exception {
        try (var house = new House(withAliases("fast", "my-claude"), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var ids = ids(Visitor.json(visitor.get("/v1/models", ANTHROPIC)));

            assertEquals(List.of("fast", "claude-via-fast", "my-claude"), ids);
            assertTrue(
                    ids.stream()
                                    .filter(id -> id.toLowerCase(Locale.ROOT).contains("claude"))
                                    .count()
                            == 2);
            assertEquals(
                    "up/gpt-4o",
                    house.board.router().route("claude-via-fast").targets().getFirst().toString());
        }
    }

    @Test
    @Proves({"edge 203", "messages-api §2 model", "messages-api §9 item"})
    void one_model_is_found_by_an_escaped_name_with_a_slash() throws Exception {
        try (var house = new House(withAliases("deepseek/deepseek-v4"), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var item = Visitor.json(visitor.get("/v1/models/deepseek%2Fdeepseek-v4", ANTHROPIC));
            var plain = Visitor.json(visitor.get("/v1/models/deepseek/deepseek-v4", ANTHROPIC));

            assertEquals("deepseek/deepseek-v4", item.path("id").asText());
            assertEquals(item, plain);
            assertEquals("model", item.path("type").asText());
            assertEquals("active", item.path("lifecycle").asText());
            for (String field :
                    List.of(
                            "line",
                            "deprecated_at",
                            "retires_at",
                            "capabilities",
                            "max_input_tokens",
                            "max_tokens")) {
                assertTrue(item.has(field), field);
            }
            assertTrue(item.path("created_at").asText().endsWith("Z"));
        }
    }

    @Test
    @Proves("messages-api §2 model")
    void an_unknown_model_is_not_found() throws Exception {
        try (var house = new House(withTwoBackends(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var answer = visitor.get("/v1/models/nothing", ANTHROPIC);

            assertEquals(404, answer.statusCode());
            assertEquals("not_found_error", Visitor.json(answer).at("/error/type").asText());
        }
    }

    @Test
    @Proves("edge 204")
    void an_empty_list_is_a_list() throws Exception {
        try (var house = new House(withAliases(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var page = Visitor.json(visitor.get("/v1/models", ANTHROPIC));

            assertEquals(0, page.path("data").size());
            assertTrue(page.path("first_id").isNull() && page.path("last_id").isNull());
        }
    }

    @Test
    @Proves({"edge 205", "messages-api §9 both shapes"})
    void other_clients_get_an_object_that_has_both_shapes() throws Exception {
        try (var house = new House(withAliases("fast"), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var page = Visitor.json(visitor.get("/v1/models", OTHER));
            var item = page.path("data").get(0);

            assertEquals("list", page.path("object").asText());
            assertEquals("model", item.path("object").asText());
            assertEquals("up", item.path("owned_by").asText());
            assertTrue(item.path("created").isInt());
            assertEquals("model", item.path("type").asText());
            assertNull(Visitor.json(visitor.get("/v1/models", ANTHROPIC)).get("object"));
        }
    }

    @Test
    @Proves({"edge 201", "edge 203"})
    void what_a_backend_lists_stands_behind_the_aliases_by_its_name_there(@TempDir Path cache)
            throws Exception {
        try (var backend = new ListingBackend("moonshotai/kimi-k2", "claude-x");
                var house =
                        House.listing(
                                House.inFrontOf(backend.url())
                                        .withAlias(Alias.of("fast", Target.of("up", "claude-x"))),
                                cache,
                                InstantSource.system());
                var visitor = new Visitor(house)) {
            house.board.catalogues().fetch("up");
            var page = Visitor.json(visitor.get("/v1/models", OTHER));
            var item = Visitor.json(visitor.get("/v1/models/up/moonshotai/kimi-k2", OTHER));
            var bare = Visitor.json(visitor.get("/v1/models/kimi-k2%5B1m%5D", OTHER));

            assertEquals(
                    List.of("fast", "claude-via-fast", "up/moonshotai/kimi-k2", "up/claude-x"),
                    ids(page));
            assertEquals("up", item.path("owned_by").asText());
            assertEquals(page.path("data").get(2), item);
            assertEquals("kimi-k2[1m]", bare.path("id").asText());
            assertEquals("up", bare.path("owned_by").asText());
        }
    }

    @Test
    void the_demo_backends_models_are_listed_by_their_bare_names() throws Exception {
        try (var house = new House(Settings.DEFAULT.withPort(0), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var ids = ids(Visitor.json(visitor.get("/v1/models", ANTHROPIC)));

            assertEquals(List.of("demo/demo", "claude-via-demo/demo"), ids.subList(0, 2));
            for (String model : DemoBackend.models()) {
                assertTrue(ids.contains(model), model);
                assertTrue(ids.contains("claude-via-" + model), model);
            }
        }
    }

    @Test
    void a_profiles_aliases_are_listed_first_and_to_its_own_token_alone() throws Exception {
        Settings settings = withAliases("fast");
        settings =
                settings.withProfiles(
                                List.of(Profile.of("work", Alias.of("mine", Target.of("up", "x")))))
                        .withServer(
                                settings.server()
                                        .withTokens(
                                                List.of(
                                                        LocalToken.DEFAULT,
                                                        LocalToken.of(
                                                                        "w",
                                                                        new SecretRef.Env("NONE"))
                                                                .withProfile(
                                                                        Optional.of("work")))));
        try (var house = new House(settings, Pace.USUAL);
                var visitor = new Visitor(house)) {
            assertEquals(
                    List.of("mine", "claude-via-mine", "fast", "claude-via-fast"),
                    ids(Visitor.json(visitor.get("/v1/models", "x-api-key", House.tokenOf("w")))));
            assertEquals(
                    List.of("fast", "claude-via-fast"),
                    ids(Visitor.json(visitor.get("/v1/models", ANTHROPIC))));
        }
    }

    @Test
    void every_listed_name_is_found_alone_and_leads_where_the_list_says() throws Exception {
        Settings settings =
                withTwoBackends()
                        .withBackend(BackendSettings.of("demo", BackendKind.DEMO, ""))
                        .withAlias(Alias.of("fast", Target.of("other", "x"), Target.of("up", "y")))
                        .withAlias(Alias.of("claude-via-demo", Target.of("up", "z")))
                        .withAlias(Alias.of("demo-think", Target.of("other", "x")))
                        .withAlias(Alias.of("demo-s*", Target.of("up", "slower")));
        try (var house = new House(settings, Pace.USUAL);
                var visitor = new Visitor(house)) {
            var page = Visitor.json(visitor.get("/v1/models", OTHER)).path("data");
            var owners = new HashMap<String, String>();
            for (JsonNode item : page) {
                String id = item.path("id").asText();
                String owner = item.path("owned_by").asText();
                owners.put(id, owner);
                assertEquals(item, Visitor.json(visitor.get("/v1/models/" + id, OTHER)), id);
                Route route = house.board.router().route(id);
                assertEquals(owner, route.targets().getFirst().backend(), id);
            }
            assertEquals("other", owners.get("fast"));
            assertEquals("other", owners.get("claude-via-fast"));
            assertEquals("demo", owners.get("demo"));
            assertEquals("up", owners.get("claude-via-demo"));
            assertEquals("other", owners.get("demo-think"));
            assertEquals("up", owners.get("demo-slow"));
            assertEquals("demo", owners.get("demo-fast"));
        }
    }

    @Test
    void what_is_switched_off_is_not_listed() throws Exception {
        Settings settings =
                withTwoBackends()
                        .withBackend(
                                BackendSettings.of("demo", BackendKind.DEMO, "").withEnabled(false))
                        .withAlias(Alias.of("mute", Target.of("demo", "demo")))
                        .withAlias(
                                Alias.of("both", Target.of("demo", "demo"), Target.of("up", "x")));
        try (var house = new House(settings, Pace.USUAL);
                var visitor = new Visitor(house)) {
            var page = Visitor.json(visitor.get("/v1/models", OTHER));

            assertEquals(List.of("both", "claude-via-both"), ids(page));
            assertEquals("up", page.at("/data/0/owned_by").asText());
            assertEquals(404, visitor.get("/v1/models/mute", OTHER).statusCode());
        }
    }

    private static Settings withTwoBackends() {
        Settings one = House.inFrontOf("http://127.0.0.1:9/v1");
        return one.withBackend(
                        BackendSettings.of("other", BackendKind.OPENAI, "http://127.0.0.1:9/v1"))
                .withDefaultAlias(Optional.empty());
    }
}
