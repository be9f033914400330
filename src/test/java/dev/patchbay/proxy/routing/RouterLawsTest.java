package dev.patchbay.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.catalogue.Listed;
import dev.patchbay.proxy.catalogue.Listings;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.Tiers;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Whatever the settings, the lists and the name: there is one route or one refusal, and always the
/// same.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RouterLawsTest {
    private static final long SEED = 20261121;
    private static final int WORLDS = 300;
    private static final int NAMES = 40;

    private static final String[] PIECES = {
        "claude",
        "sonnet",
        "opus",
        "kimi",
        "k2",
        "gpt",
        "4o",
        "5",
        "4.5",
        "2411",
        "70b",
        "demo",
        "a",
        "b",
        "off",
        "-",
        "-",
        "-",
        "/",
        "/",
        ":",
        "*",
        ".",
        "..",
        "[1m]",
        "[",
        "]",
        ":thinking",
        ":reason",
        "claude-via-",
        "-20251001",
        "-2025-10-01",
        "@20251001",
        "-99999999",
        " ",
        "",
        "\u0000",
        "\n",
        "é",
        "İ",
        "ß",
        "\uD83D\uDE00",
        "\uD83D",
        "\u202E",
        "%2F",
        "\\",
        "'",
        "\"",
        "%s",
        "99999999999999999999"
    };

    private final Random random = new Random(SEED);

    private String name(String pieces, int most) {
        var name = new StringBuilder(pieces);
        for (int i = random.nextInt(most); i > 0; i--) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return name.toString();
    }

    private Target target() {
        return Target.of(List.of("a", "b", "off", "gone").get(random.nextInt(4)), name("", 4));
    }

    private List<Alias> aliases() {
        var aliases = new ArrayList<Alias>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = name("", 4);
            boolean starry = name.indexOf('*') >= 0;
            Target target = target();
            aliases.add(
                    Alias.of(
                            name,
                            starry ? target : target.withModel(target.model().replace("*", ""))));
        }
        return aliases;
    }

    private Settings settings() {
        return Settings.DEFAULT
                .withBackends(
                        List.of(
                                BackendSettings.of(
                                        "a", BackendKind.OPENAI, "http://127.0.0.1:1/v1"),
                                BackendSettings.of("b", BackendKind.DEMO, ""),
                                BackendSettings.of(
                                                "off", BackendKind.OPENAI, "http://127.0.0.1:1/v1")
                                        .withEnabled(false)))
                .withAliases(aliases())
                .withProfiles(List.of(Profile.of("p").withAliases(aliases())))
                .withTiers(
                        Tiers.NONE.with(
                                "sonnet",
                                random.nextBoolean() ? Optional.of(name("", 4)) : Optional.empty()))
                .withDefaultAlias(
                        random.nextBoolean() ? Optional.of(name("a/", 3)) : Optional.empty());
    }

    private Listings listings() {
        Map<String, Listed> lists = new HashMap<>();
        for (String backend : List.of("a", "b")) {
            if (random.nextBoolean()) {
                var ids = new ArrayList<String>();
                for (int i = random.nextInt(30); i > 0; i--) {
                    ids.add(name("", 6));
                }
                lists.put(backend, Listed.of(ids));
            }
        }
        return backend -> Optional.ofNullable(lists.get(backend));
    }

    /// What a router says to a name: a route or the words of a refusal.
    private static Object answer(Router router, String name) {
        try {
            return router.lead(name);
        } catch (ProxyError e) {
            assertTrue(e.status() == 404 || e.status() == 400, e.message());
            assertFalse(e.message().isBlank());
            return e;
        }
    }

    @Test
    void a_name_has_one_answer_and_always_the_same() {
        for (int world = 0; world < WORLDS; world++) {
            Settings settings = settings();
            Listings listings = listings();
            var one = new Router(settings, listings);
            var other = new Router(settings, listings);
            for (int i = 0; i < NAMES; i++) {
                String name = name("", 8);
                String where = "seed %d, world %d, name '%s'".formatted(SEED, world, name);
                Object answer = answer(one, name);
                assertEquals(answer, answer(one, name), where);
                assertEquals(answer, answer(other, name), where);
                assertEquals(answer(one.of("p"), name), answer(other.of("p"), name), where);
                check(answer, where);
            }
        }
    }

    private static void check(Object answer, String where) {
        if (answer instanceof Lead(Route route, var cases)) {
            assertTrue(cases.isEmpty(), where);
            assertFalse(route.targets().isEmpty(), where);
            assertFalse(route.reason().isBlank(), where);
            for (Target target : route.targets()) {
                assertTrue(List.of("a", "b").contains(target.backend()), where);
            }
        }
    }

    @Test
    void hostile_names_cost_no_more_than_their_length() {
        var router =
                new Router(
                        Settings.DEFAULT
                                .withBackends(settings().backends())
                                .withDefaultAlias(Optional.empty())
                                .withAliases(
                                        List.of(
                                                Alias.of("*a*a*a*a*b", Target.of("a", "x")),
                                                Alias.of("x/*", Target.of("a", "*")))),
                        _ -> Optional.of(Listed.of(manyModels())));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    for (String piece :
                            List.of("a", "1", "-", "/", ":", "[", "é", "-20251001", "..")) {
                        for (int length : new int[] {299, 999, 1_000, 40_000_000}) {
                            answer(router, piece.repeat(length / piece.length()));
                        }
                    }
                });
    }

    private static List<String> manyModels() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5_000; i++) {
            ids.add("vendor/model-%d.%d-%db".formatted(i % 10, i, i % 7));
        }
        return ids;
    }

    @Test
    void the_path_tricks_of_a_name_stay_within_the_model_of_its_backend() {
        var router = new Router(settings().withAliases(List.of()), Listings.NONE);

        assertEquals(
                "../../etc/passwd",
                router.route("a/../../etc/passwd").targets().getFirst().model());
        assertEquals("a", router.route("a/../../etc/passwd").targets().getFirst().backend());
    }
}
