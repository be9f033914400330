package dev.patchbay.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.House;
import dev.patchbay.proxy.catalogue.Listed;
import dev.patchbay.proxy.catalogue.Listings;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.ModelSettings;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RouterTest {
    private static final String SETTINGS =
            """
            {"version": 1,
             "backends": [
               {"id": "a", "kind": "openai", "baseUrl": "http://127.0.0.1:1/v1"},
               {"id": "b", "kind": "openai", "baseUrl": "http://127.0.0.1:2/v1"},
               {"id": "off", "kind": "openai", "baseUrl": "http://127.0.0.1:3/v1", "enabled": false}],
             "aliases": [
               {"name": "claude-haiku-4-5", "targets": [{"backend": "b", "model": "small"}]},
               {"name": "chain", "targets": [{"backend": "off", "model": "x"}, {"backend": "a", "model": "y"},
                                             {"backend": "b", "model": "z"}]},
               {"name": "claude-*", "targets": [{"backend": "a", "model": "big"}]},
               {"name": "x/*", "targets": [{"backend": "a", "model": "*"}]},
               {"name": "odd:thinking", "targets": [{"backend": "b", "model": "odd"}]}],
             "tiers": {"sonnet": "a/middle", "opus": "x/from-a-wildcard"},
             "defaultAlias": %s,
             "profiles": [{"id": "work", "aliases": [
               {"name": "chain", "targets": [{"backend": "b", "model": "work"}]},
               {"name": "claude-h*", "targets": [{"backend": "b", "model": "haiku-of-work"}]}]}]}
            """;

    private static final Listings LISTINGS =
            backend ->
                    backend.equals("b")
                            ? Optional.of(
                                    Listed.of(
                                            List.of(
                                                    "vendor/Kimi-K2",
                                                    "vendor/odd:reason",
                                                    "q:think")))
                            : Optional.empty();

    private static Router router(String defaultAlias) throws Exception {
        return new Router(Settings.parse(SETTINGS.formatted(defaultAlias)), LISTINGS);
    }

    private static String first(Route route) {
        return route.targets().getFirst().toString();
    }

    @ParameterizedTest
    @Proves({"edge 197", "edge 198", "messages-api §3 model"})
    @CsvSource({
        "claude-haiku-4-5,            b/small,  exact alias",
        "claude-haiku-4-5[1m],        b/small,  exact alias",
        "claude-haiku-4-5[1M],        b/small,  exact alias",
        "claude-haiku-4-5-20251001,   b/small,  alias without the date",
        "claude-opus-4-8,             a/big,    alias claude-*",
        "claude-via-chain,            a/y,      exact alias",
        "x/qwen/qwen3,                a/qwen/qwen3, alias x/*",
        "b/anything/at-all,           b/anything/at-all, backend and model named",
        "my-sonnet-model,             a/middle, tier sonnet",
        "some-OPUS,                   a/from-a-wildcard, tier opus",
        "odd:thinking,                b/odd,    exact alias",
        "claude-via-odd:thinking[1m], b/odd,    exact alias",
        "claude-via-b/last,           b/last,   backend and model named",
        "kimi-k2,                     b/vendor/Kimi-K2, last path segment: kimi-k2 →"
                + " vendor/Kimi-K2",
        "VENDOR/kimi-k2[1m],          b/vendor/Kimi-K2, case fixed: VENDOR/kimi-k2 →"
                + " vendor/Kimi-K2",
        "q:think,                     b/q:think, listed by b",
        "unheard-of,                  b/last,   default"
    })
    void the_first_rule_that_fits_wins_and_says_so(String asked, String target, String reason)
            throws Exception {
        Route route = router("\"b/last\"").route(asked);

        assertEquals(target, first(route));
        assertEquals(reason, route.reason());
        assertEquals(asked, route.asked());
    }

    @Test
    void a_target_that_is_switched_off_is_passed_over_and_the_rest_stays_the_chain()
            throws Exception {
        Route route = router("null").route("chain");

        assertEquals(
                java.util.List.of("a/y", "b/z"),
                route.targets().stream().map(Target::toString).toList());
    }

    @Test
    void a_name_that_ends_in_thinking_turns_it_on_unless_it_is_somebodys_name() throws Exception {
        assertTrue(router("null").route("chain:thinking").thinking());
        assertFalse(router("null").route("chain").thinking());
        assertFalse(router("null").route("odd:thinking").thinking());
        assertFalse(router("null").route("q:think").thinking());
        assertFalse(router("null").route("b/vendor/odd:reason").thinking());
        assertEquals("b/vendor/odd:reason", first(router("null").route("b/vendor/odd:reason")));
        assertTrue(router("null").route("b/vendor/other:REASON").thinking());
        assertEquals("b/vendor/other", first(router("null").route("b/vendor/other:REASON")));
    }

    @Test
    @Proves("edge 199")
    void without_a_default_an_unknown_name_is_told_with_the_nearest_alias() throws Exception {
        Router router = router("null");
        var error = assertThrows(ProxyError.class, () -> router.route("chian"));

        assertEquals(404, error.status());
        assertTrue(error.message().contains("'chian'"), error.message());
        assertTrue(error.message().contains("'chain'"), error.message());
    }

    @Test
    void the_only_backend_takes_every_name_as_it_is() {
        Router router = new Router(House.inFrontOf("http://127.0.0.1:9/v1"), Listings.NONE);

        assertEquals("up/whatever", first(router.route("whatever")));
        assertEquals("the only backend", router.route("whatever").reason());
    }

    @Test
    void the_demo_backends_models_need_no_alias() {
        Router router = new Router(Settings.DEFAULT, Listings.NONE);

        assertEquals("demo/demo-think", first(router.route("demo-think")));
        assertEquals("demo/demo-fail-418", first(router.route("demo-fail-418")));
        assertEquals("demo/demo", first(router.route("anything-else")));
    }

    @ParameterizedTest
    @CsvSource({
        "chain,            b/work,          exact alias of profile work",
        "claude-haiku-4-5, b/haiku-of-work, alias claude-h* of profile work",
        "claude-opus-4-8,  a/big,           alias claude-*"
    })
    void a_profiles_own_aliases_come_before_everybodys(String asked, String target, String reason)
            throws Exception {
        Route route = router("null").of("work").route(asked);

        assertEquals(target, first(route));
        assertEquals(reason, route.reason());
    }

    @Test
    void a_profile_that_is_not_there_changes_nothing() throws Exception {
        assertEquals("a/y", first(router("null").of("gone").route("chain")));
    }

    @Test
    void the_only_backend_takes_no_name_that_it_does_not_list() {
        Router router =
                new Router(
                        House.inFrontOf("http://127.0.0.1:9/v1"),
                        _ -> Optional.of(Listed.of(List.of("gpt-5", "o3"))));
        var error = assertThrows(ProxyError.class, () -> router.route("gpt-omni"));

        assertEquals("up/gpt-5", first(router.route("GPT-5")));
        assertEquals(404, error.status());
        assertTrue(error.message().contains("The nearest model is 'gpt-5'"), error.message());
    }

    @Test
    void what_the_user_says_of_a_backends_models_counts_as_listed() {
        Settings settings = House.inFrontOf("http://127.0.0.1:9/v1");
        BackendSettings backend = settings.backends().getFirst();
        Router router =
                new Router(
                        settings.withBackend(backend.withModels(List.of(ModelSettings.of("Mine")))),
                        Listings.NONE);

        assertEquals("case fixed: mine → Mine", router.route("mine").reason());
    }

    @Test
    void a_name_that_only_begins_like_the_demo_backends_is_not_its_own() {
        Route route = new Router(Settings.DEFAULT, Listings.NONE).route("demo-of-something");

        assertEquals("demo/demo", first(route));
        assertEquals("default", route.reason());
    }
}
