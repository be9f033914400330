package dev.patchbay.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.Reasoning;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Tool;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.House;
import dev.patchbay.proxy.ListingBackend;
import dev.patchbay.proxy.RawClient;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.catalogue.Listings;
import dev.patchbay.settings.Settings;
import dev.patchbay.tokens.Calibration;
import dev.patchbay.tokens.Estimator;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;

/// An alias may send some requests elsewhere.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CasesOfAliasTest {
    private static final Estimator ESTIMATOR = new Estimator(new Calibration());
    private static final Target CLAUDE = Target.of("up", "claude-sonnet-4-5");
    private static final int AGENT = 40_000;

    private static final String SETTINGS =
            """
            {"version": 1,
             "backends": [{"id": "a", "kind": "openai", "baseUrl": "http://127.0.0.1:1/v1"},
                          {"id": "off", "kind": "openai", "baseUrl": "http://127.0.0.1:1/v1", "enabled": false}],
             "aliases": [
               {"name": "m", "targets": [{"backend": "a", "model": "plain"}],
                "cases": [
                  {"when": {"images": true, "thinking": true}, "targets": [{"backend": "a", "model": "both"}]},
                  {"when": {"thinking": true}, "targets": [{"backend": "off", "model": "none"}]},
                  {"when": {"images": true}, "targets": [{"backend": "a", "model": "pictures"}]},
                  {"when": {"webSearch": true}, "targets": [{"backend": "a", "model": "search"}]},
                  {"when": {"longerThan": 1000}, "targets": [{"backend": "a", "model": "long"},
                                                             {"backend": "a", "model": "longer"}]},
                  {"when": {"background": true}, "targets": [{"backend": "a", "model": "small"}]}]},
               {"name": "z-*", "targets": [{"backend": "a", "model": "*"}],
                "cases": [{"when": {"thinking": true}, "targets": [{"backend": "a", "model": "deep-*"}]}]}]}
            """;

    private static final String TOOLS =
            "\"tools\":[{\"name\":\"read\",\"input_schema\":{\"type\":\"object\"}}],";

    private static PromptBuilder asking() {
        return PromptBuilder.prompt().user("hi").tool("read");
    }

    private static Route route(String asked, Prompt prompt, int bytes) throws Exception {
        return new Router(Settings.parse(SETTINGS), Listings.NONE)
                .lead(asked)
                .route(() -> Nature.of(prompt, bytes, ESTIMATOR));
    }

    private static String model(Prompt prompt) throws Exception {
        return route("m", prompt, AGENT).targets().getFirst().model();
    }

    @Test
    void a_request_that_is_none_of_the_cases_takes_the_aliass_own_targets() throws Exception {
        Route route = route("m", asking().build(), AGENT);

        assertEquals("a/plain", route.targets().getFirst().toString());
        assertEquals("exact alias", route.reason());
    }

    @Test
    void pictures_go_elsewhere_wherever_they_are() throws Exception {
        Part image = PromptBuilder.image("iVBORw0KGgo=");

        assertEquals("pictures", model(asking().user(image).build()));
        assertEquals(
                "pictures",
                model(asking().user(new Part.ToolResult("c", List.of(image), false)).build()));
    }

    @Test
    void all_that_a_case_says_must_hold() throws Exception {
        Part image = PromptBuilder.image("iVBORw0KGgo=");

        assertEquals("both", model(asking().user(image).budget(2000).build()));
    }

    @Test
    void a_case_whose_targets_cannot_be_used_is_passed_over() throws Exception {
        assertEquals("plain", model(asking().budget(2000).build()));
    }

    @Test
    void a_servers_web_search_goes_elsewhere_and_a_tool_of_that_name_does_not() throws Exception {
        var definition = new Opaque(Dialect.ANTHROPIC, JsonNodeFactory.instance.objectNode());

        assertEquals(
                "search",
                model(asking().tool(new Tool.WebSearch("web_search", definition)).build()));
        assertEquals("plain", model(asking().tool("web_search").build()));
    }

    @Test
    void a_long_request_goes_elsewhere_with_a_chain_of_its_own() throws Exception {
        Route route = route("m", asking().user("word ".repeat(1200)).build(), AGENT);

        assertEquals("long", route.targets().getFirst().model());
        assertEquals("longer", route.targets().getLast().model());
        assertEquals("exact alias, case longer than 1000", route.reason());
    }

    @Test
    void a_request_of_few_bytes_is_not_counted() {
        var uncounted =
                new Nature.Length() {
                    @Override
                    public boolean mayExceed(int tokens) {
                        return false;
                    }

                    @Override
                    public boolean exceeds(int tokens, Target target) {
                        throw new AssertionError("counted");
                    }
                };
        var nature = new Nature(false, false, false, false, uncounted);
        var when = leadOf("m").cases().get(3).when();

        assertEquals(1000, when.longerThan().orElseThrow());
        assertFalse(nature.is(when, Target.of("up", "plain")));
    }

    @Test
    void the_glance_at_the_bytes_never_rules_out_what_the_count_finds() {
        Part image = PromptBuilder.image("iVBORw0KGgo=");
        for (Prompt prompt :
                List.of(
                        asking().user("0123456789".repeat(300)).build(),
                        asking().user(image, image, image).build())) {
            var length = new Nature.Counted(prompt, 3_100, ESTIMATOR);
            int count = (int) ESTIMATOR.prompt(prompt, CLAUDE);

            assertTrue(length.exceeds(count - 1, CLAUDE));
            assertTrue(length.mayExceed(count - 1));
        }
        assertFalse(new Nature.Counted(asking().build(), 100, ESTIMATOR).mayExceed(125));
        assertTrue(new Nature.Counted(asking().build(), 100, ESTIMATOR).mayExceed(124));
    }

    @Test
    void only_an_alias_that_asks_for_length_makes_routing_slow() throws Exception {
        var length = new Nature.Counted(asking().build(), AGENT, ESTIMATOR);
        Settings settings = Settings.parse(SETTINGS);
        Settings other = settings.withAliases(settings.aliases().subList(1, 2));

        assertTrue(new Router(settings, Listings.NONE).isSlow(length));
        assertFalse(new Router(other, Listings.NONE).isSlow(length));
    }

    @Test
    void a_small_request_without_tools_is_a_side_request() throws Exception {
        Prompt small = PromptBuilder.prompt().user("Name this conversation.").build();

        assertEquals("small", route("m", small, 600).targets().getFirst().model());
        assertEquals("plain", route("m", small, AGENT).targets().getFirst().model());
        assertEquals("plain", route("m", asking().build(), 600).targets().getFirst().model());
    }

    @Test
    void thinking_may_be_asked_for_by_the_name_too_and_a_star_is_filled_in_cases()
            throws Exception {
        Prompt adaptive =
                asking().reasoning(
                                new Reasoning(
                                        Reasoning.Mode.ADAPTIVE,
                                        java.util.OptionalInt.empty(),
                                        java.util.Optional.empty(),
                                        false))
                        .build();

        assertEquals("deep-q", route("z-q", adaptive, AGENT).targets().getFirst().model());
        assertEquals(
                "deep-q", route("z-q:think", asking().build(), AGENT).targets().getFirst().model());
        assertEquals("q", route("z-q", asking().build(), AGENT).targets().getFirst().model());
    }

    @Test
    void a_request_goes_through_the_proxy_to_the_model_of_its_case() throws Exception {
        try (var backend = new ListingBackend("plain", "long", "small")) {
            String settings = SETTINGS.replace("http://127.0.0.1:1/v1", backend.url());
            try (var house = new House(Settings.parse(settings).withPort(0), Pace.USUAL)) {
                assertEquals("small", answeredBy(house, "hi", ""));
                assertEquals("plain", answeredBy(house, "hi", TOOLS));
                assertEquals("long", answeredBy(house, "word ".repeat(1200), TOOLS));
                assertEquals(
                        "exact alias, case longer than 1000",
                        house.await(Note.Routed.class, it -> it.model().equals("long")).reason());
            }
        }
    }

    private static String answeredBy(House house, String text, String more) throws Exception {
        String request =
                RawClient.WHOLE
                        .replace("{\"model\"", "{" + more + "\"model\"")
                        .replace("\"hi\"", "\"" + text + "\"");
        var answer = RawClient.ask(house, request);
        assertEquals(200, answer.status(), answer.body());
        return answer.json().at("/content/0/text").asText();
    }

    private static Lead leadOf(String name) {
        try {
            return new Router(Settings.parse(SETTINGS), Listings.NONE).lead(name);
        } catch (dev.patchbay.settings.SettingsRefused e) {
            throw new AssertionError(e);
        }
    }
}
