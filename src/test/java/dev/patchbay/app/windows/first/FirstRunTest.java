package dev.patchbay.app.windows.first;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.house.Voice;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.AnyClient.Shell;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.gui.firstrun.Clients.Copied;
import dev.patchbay.gui.firstrun.Requests.Arrival;
import dev.patchbay.gui.firstrun.Requests.Stage;
import dev.patchbay.gui.firstrun.Setup;
import dev.patchbay.gui.firstrun.Setup.Tick;
import dev.patchbay.gui.firstrun.Setup.Tried;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.masking.KnownSecrets;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the first run does to a whole house.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FirstRunTest {
    private static final Texts TEXTS = new Texts(Locale.US);

    private static final Secret KEY = Secret.of("obviously-fake-key");

    @TempDir Path folder;
    private Path home;
    private Wiring house;
    private FirstRunSetup setup;
    private final MockWebServer service = new MockWebServer();

    @BeforeEach
    void open() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        Path ours = folder.resolve("patchbay");
        var paths =
                new AppPaths(
                        ours,
                        ours.resolve("data"),
                        ours.resolve("cache"),
                        ours.resolve("logs"),
                        ours.resolve("run"));
        // PATCHBAY_HOME keeps the keychain of whoever runs the tests apart.
        house =
                Wiring.of(
                        paths,
                        Overrides.of(Map.of("port", "0"), Map.of()),
                        Map.of("PATCHBAY_HOME", ours.toString()),
                        new KnownSecrets(),
                        Voice.QUIET);
        setup = new FirstRunSetup(house, home, TEXTS);
        service.start();
    }

    @AfterEach
    void close() {
        service.close();
        house.close();
    }

    private Path file() {
        return house.settings().path().orElseThrow();
    }

    private Settings stored() {
        return house.settings().stored();
    }

    /// The service of a preset, as far as its address goes.
    private Preset preset(String id, String address) {
        Preset known = Presets.SHIPPED.of(id).orElseThrow();
        return new Preset(
                known.id(),
                known.name(),
                known.kind(),
                Optional.of(address),
                known.example(),
                known.style(),
                known.quirks(),
                known.keyPage(),
                known.keyPattern(),
                known.credits(),
                known.models(),
                known.local(),
                known.written());
    }

    private Preset openRouter() {
        return preset("openrouter", service.url("/v1").toString());
    }

    private void listing(int status) {
        service.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        boolean list = request.getUrl().encodedPath().endsWith("/models");
                        return new MockResponse.Builder()
                                .code(list ? status : 500)
                                .body(list ? "{\"data\":[{\"id\":\"m1\"},{\"id\":\"m2\"}]}" : "{}")
                                .build();
                    }
                });
    }

    @Test
    void a_first_run_is_wanted_until_it_is_over() throws Exception {
        var run = new FirstRun(house, Map.of("HOME", home.toString()), TEXTS);
        assertTrue(run.isWanted());

        setup.done();

        assertFalse(run.isWanted());
        assertEquals(Settings.DEFAULT.backends(), stored().backends());
    }

    @Test
    void a_key_that_works_is_kept_and_its_model_answers() throws Exception {
        listing(200);

        Tried tried = setup.tryKey(openRouter(), KEY, true);
        setup.answerBy(tried.backend(), "m2");

        assertTrue(tried.usable());
        assertEquals(List.of("m1", "m2"), tried.models());
        assertEquals(
                "Bearer obviously-fake-key",
                service.takeRequest().getHeaders().get("authorization"));
        assertEquals(Optional.of("openrouter/m2"), stored().defaultAlias());
        assertEquals(1, stored().backends().size());
        assertFalse(Files.readString(file()).contains("obviously-fake-key"));
        assertTrue(Files.readString(file()).contains("keychain:backend/openrouter/1"));
    }

    @Test
    void a_refused_key_leaves_nothing_behind() throws Exception {
        listing(401);

        Tried tried = setup.tryKey(openRouter(), KEY, true);

        assertFalse(tried.usable());
        assertEquals(
                List.of(Tick.Outcome.YES, Tick.Outcome.NO),
                tried.ticks().stream().limit(2).map(Tick::outcome).toList());
        assertEquals(Settings.DEFAULT.backends(), stored().backends());
        assertEquals(Settings.DEFAULT.defaultAlias(), stored().defaultAlias());
        assertEquals(List.of(), house.secrets().keychain().names());
    }

    @Test
    void what_was_tried_goes_when_the_demo_is_chosen() throws Exception {
        listing(200);
        setup.tryKey(openRouter(), KEY, true);

        setup.answerByDemo();

        assertEquals(Settings.DEFAULT.backends(), stored().backends());
        assertEquals(List.of(), house.secrets().keychain().names());
    }

    @Test
    void what_was_chosen_stays_when_the_step_is_skipped_later() throws Exception {
        listing(200);
        setup.tryKey(openRouter(), KEY, true);
        setup.answerBy("openrouter", "m1");

        setup.giveUp();

        assertEquals(Optional.of("openrouter/m1"), stored().defaultAlias());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void without_a_place_for_keys_nothing_is_tried() {
        // No session bus is in the environment that the house was given.
        assertEquals(Optional.empty(), setup.keyPlace());
        assertThrows(Setup.Refused.class, () -> setup.tryKey(openRouter(), KEY, false));
        assertEquals(Settings.DEFAULT.backends(), stored().backends());
    }

    @Test
    void a_service_of_this_computer_is_seen_where_it_listens() throws Exception {
        listing(200);
        Preset ollama = preset("ollama", service.url("/v1").toString());
        assertTrue(setup.isThere(ollama));
        assertFalse(setup.isThere(preset("ollama", "http://127.0.0.1:1/v1")));

        assertTrue(setup.tryLocal(ollama).usable());
    }

    @Test
    void another_programs_file_is_found_shown_and_taken() throws Exception {
        Path theirs = home.resolve(".claude-code-router/config.json");
        Files.createDirectories(theirs.getParent());
        Files.writeString(
                theirs,
                "{\"Providers\":[{\"name\":\"shop\",\"api_base_url\":\"http://127.0.0.1:1/v1/chat/completions\",\"api_key\":\"obviously-fake-key\",\"models\":[\"m\"]}],\"Router\":{\"default\":\"shop,m\"}}");

        assertEquals(List.of(theirs), setup.candidates());
        var brought = setup.look(theirs);
        assertTrue(brought.keys());
        assertTrue(brought.comes().toString().contains("shop"), brought.toString());
        assertFalse(brought.toString().contains("obviously-fake-key"));
        assertFalse(Files.exists(file()));

        setup.bring(theirs, true);
        assertTrue(stored().backend("shop").isPresent());
    }

    @Test
    void a_file_of_nobody_is_refused() throws Exception {
        Path theirs = Files.writeString(home.resolve("x.json"), "{\"a\":1}");

        assertThrows(Setup.Refused.class, () -> setup.look(theirs));
        assertThrows(Setup.Refused.class, () -> setup.look(home.resolve("gone")));
    }

    @Test
    void claude_code_is_connected_as_it_was_shown_and_given_back() throws Exception {
        Path settings = home.resolve(".claude/settings.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "{\n  \"model\": \"x\"\n}\n");
        var clients = clients();

        assertFalse(clients.offer().connected());
        assertTrue(clients.connect().isPresent());
        assertTrue(clients.offer().connected());
        assertTrue(Files.readString(settings).contains("ANTHROPIC_BASE_URL"));
        clients.disconnect();
        assertEquals("{\n  \"model\": \"x\"\n}\n", Files.readString(settings));
    }

    @Test
    void a_file_that_changed_since_it_was_shown_is_left_alone() throws Exception {
        var clients = clients();
        clients.offer();
        Path settings = home.resolve(".claude/settings.json");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "{}");

        assertThrows(Setup.Refused.class, clients::connect);
        assertEquals("{}", Files.readString(settings));
    }

    @Test
    void lines_are_shown_without_the_token() {
        var clients = clients();

        for (Copied which : Copied.values()) {
            assertFalse(clients.shown(which).contains(house.door().token()), clients.shown(which));
        }
        assertTrue(clients.copied(Copied.OPENAI).contains(house.door().token()));
    }

    private FirstRunClients clients() {
        return new FirstRunClients(
                house,
                ClaudeCode.of(home, home, Map.of("HOME", home.toString())),
                Shell.POSIX,
                TEXTS);
    }

    @Test
    void a_request_that_was_sent_for_a_person_is_seen() throws Exception {
        house.switchboard().start();
        var requests = new FirstRunRequests(house, TEXTS);

        requests.send();

        Arrival arrival = over(requests);
        assertEquals(Stage.ANSWERED, arrival.stage());
        assertEquals("claude-sonnet-4-5", arrival.asked());
        assertEquals("demo/demo", arrival.answeredBy());
        assertTrue(arrival.out().orElse(0) > 0);
        requests.close();
    }

    /// The journal hears of the end a moment after the client.
    private static Arrival over(FirstRunRequests requests) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (requests.latest().filter(it -> it.stage() != Stage.UNDER_WAY).isEmpty()) {
            assertTrue(System.nanoTime() < until, "it never ended");
            Thread.onSpinWait();
        }
        return requests.latest().orElseThrow();
    }

    @Test
    void a_request_needs_an_open_door() {
        var requests = new FirstRunRequests(house, TEXTS);

        assertThrows(Setup.Refused.class, requests::send);
    }

    @Test
    void an_address_without_anybody_is_a_refusal_and_no_fault() throws Exception {
        Tried tried =
                setup.tryLocal(preset("ollama", URI.create("http://127.0.0.1:1/v1").toString()));

        assertFalse(tried.usable());
        assertEquals(Settings.DEFAULT.backends(), stored().backends());
    }
}
