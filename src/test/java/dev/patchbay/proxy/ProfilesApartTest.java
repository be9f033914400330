package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.hub.Target;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Two projects, two tokens, two backends, one name: nothing of the one reaches the other.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProfilesApartTest {
    private static final int EXCHANGES = 200;
    private static final int AT_ONCE = 16;
    private static final List<String> PROFILES = List.of("red", "blue");

    /// What one exchange was and what came of it.
    private record Asked(String profile, String id, String said, String model, long in) {}

    /// Answers with its own name and what it was told, and counts its name's length as input.
    private static MockWebServer backend(String name) throws Exception {
        var server = new MockWebServer();
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        var body = Json.objectOrNull(request.getBody().utf8());
                        String said = body.at("/messages/0/content").asText();
                        String text = name + " " + body.path("model").asText() + " " + said;
                        return AnswerOf.json(
                                RawBackend.WHOLE
                                        .replace(":7,", ":%d,".formatted(name.length()))
                                        .replace("Hello", text));
                    }
                });
        server.start();
        return server;
    }

    private static Settings settings(Map<String, MockWebServer> backends) {
        Settings settings = House.inFrontOf("http://127.0.0.1:9/v1");
        var tokens = new ArrayList<LocalToken>();
        var profiles = new ArrayList<Profile>();
        for (String id : PROFILES) {
            String url = backends.get(id).url("/v1").toString();
            settings =
                    settings.withBackend(BackendSettings.of("of-" + id, BackendKind.OPENAI, url));
            profiles.add(Profile.of(id, Alias.of("m", Target.of("of-" + id, "model-" + id))));
            tokens.add(
                    LocalToken.of("token-" + id, new SecretRef.Env("NONE"))
                            .withProfile(Optional.of(id)));
        }
        return settings.withProfiles(profiles).withServer(settings.server().withTokens(tokens));
    }

    private static Asked ask(House house, String profile, int number) throws Exception {
        String word = "%s-%d".formatted(profile, number);
        var answer =
                RawClient.ask(
                        house,
                        RawClient.WHOLE.replace("\"hi\"", "\"" + word + "\""),
                        "x-api-key",
                        House.tokenOf("token-" + profile));
        assertEquals(200, answer.status(), answer.body());
        String text = answer.json().at("/content/0/text").asText();
        assertEquals("%s model-%s %s".formatted(profile, profile, word), text);
        return new Asked(
                profile,
                answer.header("request-id"),
                text,
                answer.json().path("model").asText(),
                answer.json().at("/usage/input_tokens").asLong());
    }

    @Test
    void two_profiles_at_the_same_time_never_cross() throws Exception {
        Map<String, MockWebServer> backends = new HashMap<>();
        for (String id : PROFILES) {
            backends.put(id, backend(id));
        }
        try (var red = backends.get("red");
                var blue = backends.get("blue");
                var house = new House(settings(backends), Pace.USUAL);
                var many = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Asked>> asks = new ArrayList<>();
            for (int i = 0; i < EXCHANGES; i++) {
                int number = i;
                PROFILES.forEach(id -> asks.add(() -> ask(house, id, number)));
            }
            Map<String, String> profileOf = new HashMap<>();
            for (var done : many.invokeAll(asks)) {
                Asked asked = done.get();
                profileOf.put(asked.id(), asked.profile());
                assertEquals("m", asked.model());
                assertEquals(asked.profile().length(), asked.in());
            }

            assertEquals(2 * EXCHANGES, profileOf.size());
            assertEquals(EXCHANGES, red.getRequestCount());
            assertEquals(EXCHANGES, blue.getRequestCount());
            countedApart(house, profileOf);
        }
    }

    /// The notes tell of each exchange the same as its answer did.
    private static void countedApart(House house, Map<String, String> profileOf) throws Exception {
        var seen = new HashMap<String, Integer>();
        for (int ended = 0; ended < 2 * EXCHANGES; ) {
            switch (house.await(Note.class)) {
                case Note.ExchangeStarted started ->
                        assertEquals(Optional.of(profileOf.get(started.id())), started.profile());
                case Note.Routed routed -> {
                    String profile = profileOf.get(routed.id());
                    assertEquals("of-" + profile, routed.backend());
                    assertEquals("exact alias of profile " + profile, routed.reason());
                }
                case Note.ExchangeEnded end -> {
                    String profile = profileOf.get(end.id());
                    assertEquals(Optional.of("of-" + profile), end.backend());
                    assertEquals(profile.length(), end.usage().input().orElseThrow());
                    seen.merge(profile, 1, Integer::sum);
                    ended++;
                }
                default -> {}
            }
        }
        assertEquals(Map.of("red", EXCHANGES, "blue", EXCHANGES), seen);
    }

    @Test
    void a_token_without_a_profile_knows_nothing_of_their_aliases() throws Exception {
        Settings settings =
                House.inFrontOf("http://127.0.0.1:9/v1")
                        .withDefaultAlias(Optional.of("gone/x"))
                        .withProfiles(
                                List.of(Profile.of("red", Alias.of("m", Target.of("up", "x")))));
        try (var house = new House(settings, Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.WHOLE);

            assertEquals(404, answer.status());
            assertEquals("not_found_error", answer.errorType());
        }
    }
}
