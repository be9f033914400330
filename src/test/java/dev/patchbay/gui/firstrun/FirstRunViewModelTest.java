package dev.patchbay.gui.firstrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.firstrun.FirstRunViewModel.Step;
import dev.patchbay.gui.firstrun.RequestViewModel.Light;
import dev.patchbay.gui.firstrun.Requests.Stage;
import dev.patchbay.gui.firstrun.StartViewModel.Choice;
import dev.patchbay.gui.firstrun.StartViewModel.Progress;
import dev.patchbay.gui.monitor.SampleDoor;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.proxy.Switchboard.State;
import dev.patchbay.settings.Presets;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FirstRunViewModelTest {
    private final SampleHouse house = new SampleHouse();
    private int overs;

    private FirstRunViewModel begun() {
        FirstRunViewModel model = house.model(() -> overs++);
        model.appear();
        return model;
    }

    private FirstRunViewModel withKey() {
        FirstRunViewModel model = begun();
        model.start().choiceProperty().set(Choice.KEY);
        model.start().key().textProperty().set(SampleHouse.FAKE_KEY);
        return model;
    }

    private static FirstRunViewModel at(Step step, FirstRunViewModel model) {
        while (model.stepProperty().get() != step) {
            model.skip();
        }
        return model;
    }

    private static String next(FirstRunViewModel model) {
        return model.nextProperty().get();
    }

    // ------------------------------------------------------------------ the steps

    @Test
    void the_shortest_way_is_the_demo_and_three_buttons() {
        FirstRunViewModel model = begun();
        assertEquals("Continue", next(model));
        model.next();
        assertEquals(Step.CLIENT, model.stepProperty().get());
        assertEquals("Connect", next(model));
        model.next();
        assertEquals("Continue", next(model));
        model.next();
        assertEquals(Step.REQUEST, model.stepProperty().get());
        model.next();
        assertEquals("Open Patchbay", next(model));
        model.next();

        assertEquals(List.of("answers demo", "connected", "sent", "gave up"), house.done);
        assertEquals(1, overs);
    }

    @Test
    void every_step_can_be_skipped() {
        FirstRunViewModel model = begun();
        for (int i = 0; i < Step.values().length; i++) {
            assertTrue(model.canSkipProperty().get());
            model.skip();
        }

        assertEquals(1, overs);
        assertFalse(house.done.contains("connected"));
    }

    @Test
    void the_way_back_ends_at_the_first_step() {
        FirstRunViewModel model = at(Step.REQUEST, begun());

        assertTrue(model.back());
        assertTrue(model.back());
        assertEquals(Step.START, model.stepProperty().get());
        assertFalse(model.back());
    }

    @Test
    void the_end_is_told_once() {
        FirstRunViewModel model = begun();

        model.end();
        model.end();

        assertEquals(1, overs);
    }

    // ------------------------------------------------------------------ who answers

    @Test
    void a_pasted_key_picks_its_service() {
        FirstRunViewModel model = withKey();

        assertEquals("openrouter", model.start().key().serviceProperty().get().id());
        assertEquals(
                "This looks like a key of OpenRouter.",
                model.start().key().recognisedProperty().get());
    }

    @Test
    void a_key_is_tested_before_it_can_be_gone_on_with() {
        FirstRunViewModel model = withKey();
        assertEquals("Test", next(model));

        model.next();
        assertEquals(5, model.start().trial().ticksProperty().get().size());
        assertEquals("sample/sonnet-like", model.start().trial().modelProperty().get());
        assertEquals("Continue", next(model));
        assertEquals(Step.START, model.stepProperty().get());

        model.next();
        assertEquals(Step.CLIENT, model.stepProperty().get());
        assertEquals(
                List.of("tried openrouter", "answers openrouter/sample/sonnet-like"), house.done);
        assertEquals("", model.start().key().textProperty().get());
    }

    @Test
    void another_key_has_to_be_tested_again() {
        FirstRunViewModel model = withKey();
        model.next();

        model.start().key().textProperty().set(SampleHouse.FAKE_KEY + "x");

        assertEquals("Test", next(model));
        assertEquals(List.of(), model.start().trial().ticksProperty().get());
    }

    @Test
    void a_refused_key_goes_no_further() {
        house.refusesKeys = true;
        FirstRunViewModel model = withKey();

        model.next();

        assertEquals("Test", next(model));
        assertTrue(model.start().troubleProperty().get().startsWith("Nothing was kept."));
        assertFalse(model.start().trial().usableProperty().get());
    }

    @Test
    void what_the_house_refuses_is_said() {
        house.obstacle = Optional.of("The keychain is locked.");
        FirstRunViewModel model = withKey();

        model.next();

        assertEquals("The keychain is locked.", model.start().troubleProperty().get());
        assertTrue(model.canNextProperty().get());
    }

    @Test
    void without_a_keychain_a_file_needs_consent() {
        house.keyPlace = Optional.empty();
        FirstRunViewModel model = withKey();
        assertFalse(model.canNextProperty().get());

        model.start().inFileProperty().set(true);
        model.next();

        assertEquals(List.of("tried openrouter in a file"), house.done);
    }

    @Test
    void a_model_has_to_be_named() {
        FirstRunViewModel model = withKey();
        model.next();

        model.start().trial().modelProperty().set(" ");

        assertFalse(model.canNextProperty().get());
    }

    @Test
    void ollama_is_offered_where_it_runs() {
        FirstRunViewModel model = begun();
        model.start().choiceProperty().set(Choice.LOCAL);
        assertFalse(model.canNextProperty().get());

        house.ollama = true;
        model.start().look();
        model.next();
        model.next();

        assertEquals(List.of("tried ollama", "answers ollama/sample/sonnet-like"), house.done);
    }

    @Test
    void a_file_is_looked_into_before_it_is_taken() {
        house.candidates = List.of(Path.of("theirs.json"));
        FirstRunViewModel model = begun();
        model.start().choiceProperty().set(Choice.IMPORT);
        assertEquals("Look into it", next(model));

        model.next();
        assertEquals("Take it over", next(model));
        model.next();

        assertEquals(List.of("looked into theirs.json", "brought theirs.json"), house.done);
        assertEquals(Step.CLIENT, model.stepProperty().get());
    }

    @Test
    void the_keys_of_a_file_need_a_place_as_well() {
        house.keyPlace = Optional.empty();
        house.bringsKeys = true;
        FirstRunViewModel model = begun();
        model.start().choiceProperty().set(Choice.IMPORT);
        model.start().fileProperty().set("theirs.json");
        model.next();

        assertFalse(model.canNextProperty().get());
    }

    @Test
    void every_offered_service_has_an_address_and_wants_a_key() {
        assertTrue(PastedKey.SERVICES.contains(Presets.SHIPPED.of("anthropic").orElseThrow()));
        assertTrue(PastedKey.SERVICES.stream().allMatch(it -> it.baseUrl().isPresent()));
    }

    /// Errands that end when they are told to.
    private static final class Slow implements Errands {
        private final List<Runnable> ends = new ArrayList<>();

        @Override
        public <T> void run(
                Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
            ends.add(() -> Errands.atOnce().run(work, done, failed));
        }

        private void end() {
            List<Runnable> now = List.copyOf(ends);
            ends.clear();
            now.forEach(Runnable::run);
        }
    }

    @Test
    void what_comes_of_a_key_that_was_changed_meanwhile_does_not_count() {
        var errands = new Slow();
        FirstRunViewModel model = house.model(errands, () -> {});
        model.start().choiceProperty().set(Choice.KEY);
        model.start().key().textProperty().set(SampleHouse.FAKE_KEY);
        errands.end();
        model.next();
        assertEquals(Progress.WORKING, model.start().progressProperty().get());

        model.start().key().textProperty().set("another");
        errands.end();

        assertEquals(Progress.ASKABLE, model.start().progressProperty().get());
        assertFalse(model.start().trial().usableProperty().get());
    }

    @Test
    void a_step_that_was_skipped_while_it_was_tried_gives_up_what_it_tried() {
        var errands = new Slow();
        FirstRunViewModel model = house.model(errands, () -> {});
        model.start().choiceProperty().set(Choice.KEY);
        model.start().key().textProperty().set(SampleHouse.FAKE_KEY);
        errands.end();
        model.next();

        model.skip();
        errands.end();

        assertEquals(Step.CLIENT, model.stepProperty().get());
        assertEquals(List.of("tried openrouter", "gave up"), house.done);
    }

    // ------------------------------------------------------------------ who asks

    @Test
    void what_becomes_of_the_file_is_seen_before_it_does() {
        FirstRunViewModel model = at(Step.CLIENT, begun());

        assertEquals(7, model.connect().offerProperty().get().orElseThrow().lines().size());
        assertFalse(house.connected);
    }

    @Test
    void a_connection_can_be_taken_back() {
        FirstRunViewModel model = at(Step.CLIENT, begun());
        model.next();
        assertTrue(model.connect().oursProperty().get());

        model.connect().disconnect();

        assertFalse(house.connected);
        assertEquals("Connect", next(model));
    }

    @Test
    void a_refused_connection_is_said_and_can_be_passed() {
        FirstRunViewModel model = at(Step.CLIENT, begun());
        house.obstacle = Optional.of("The file is read-only.");

        model.next();

        assertEquals("The file is read-only.", model.connect().troubleProperty().get());
        assertTrue(model.canSkipProperty().get());
    }

    @Test
    void shown_lines_hold_no_token_but_copied_ones_do() {
        FirstRunViewModel model = at(Step.CLIENT, begun());
        model.connect().copiedProperty().set(Clients.Copied.OPENAI);

        assertTrue(model.connect().linesProperty().get().contains("OPENAI_API_KEY='••••'"));
        assertTrue(model.connect().copy().contains("pb-obviously-fake-token"));
    }

    @Test
    void the_command_for_a_first_request_follows_the_connection() {
        FirstRunViewModel model = at(Step.CLIENT, begun());
        assertEquals("patchbay run -- claude", model.connect().command());

        model.next();

        assertEquals("claude", model.connect().command());
    }

    // ------------------------------------------------------------------ the first request

    @Test
    void a_request_lights_up_when_it_was_answered() {
        FirstRunViewModel model = at(Step.REQUEST, begun());
        model.beat();
        assertEquals(Light.WAITING, model.request().lightProperty().get());

        house.latest = Optional.of(SampleHouse.arrived(Stage.UNDER_WAY, ""));
        model.beat();
        assertEquals(Light.UNDER_WAY, model.request().lightProperty().get());

        house.latest = Optional.of(SampleHouse.arrived(Stage.ANSWERED, ""));
        model.beat();
        assertEquals(Light.ANSWERED, model.request().lightProperty().get());
        assertEquals(
                "1,204 tokens in · 23 tokens out · 840 ms",
                model.request().numbersProperty().get());
        assertFalse(model.canSkipProperty().get());
    }

    @Test
    void a_failed_request_says_why_and_waits_for_another() {
        FirstRunViewModel model = at(Step.REQUEST, begun());
        house.latest = Optional.of(SampleHouse.arrived(Stage.FAILED, "No credit is left."));
        model.beat();

        assertEquals(Light.FAILED, model.request().lightProperty().get());
        assertEquals("No credit is left.", model.request().numbersProperty().get());
        assertEquals("Send one for me", next(model));
    }

    @Test
    void a_request_that_cannot_be_sent_is_said() {
        FirstRunViewModel model = at(Step.REQUEST, begun());
        house.obstacle = Optional.of("Patchbay does not run; start it first.");

        model.next();

        assertEquals(
                "Patchbay does not run; start it first.", model.request().troubleProperty().get());
        assertTrue(model.canNextProperty().get());
    }

    // ------------------------------------------------------------------ the door

    @Test
    void an_open_door_is_not_spoken_of() {
        FirstRunViewModel model = begun();
        model.beat();

        assertFalse(model.port().shut().get());
    }

    @Test
    void a_shut_door_can_be_opened_here() {
        house.door = SampleDoor.shut();
        FirstRunViewModel model = begun();
        model.beat();
        assertTrue(model.port().shut().get());
        assertEquals("", model.port().door().offerProperty().get());

        model.port().door().turn();
        model.beat();

        assertFalse(model.port().shut().get());
    }

    @Test
    void a_taken_port_gives_way_to_a_free_one() {
        house.door = new SampleDoor(new State.PortTaken(5225));
        FirstRunViewModel model = begun();
        model.beat();
        assertEquals("Use port 5226", model.port().door().offerProperty().get());

        model.port().use();

        assertEquals(new State.Running("127.0.0.1", 5226, 0), house.door.state());
        assertFalse(model.port().shut().get());
    }

    @Test
    void a_client_that_was_connected_to_the_port_of_before_is_shown_again() {
        house.door = new SampleDoor(new State.PortTaken(5225));
        FirstRunViewModel model = at(Step.CLIENT, begun());
        model.next();
        model.next();
        model.beat();

        model.port().use();

        assertEquals(Step.CLIENT, model.stepProperty().get());
    }

    @Test
    void a_port_that_cannot_be_taken_is_said() {
        house.door = new SampleDoor(new State.PortTaken(5225));
        FirstRunViewModel model = begun();
        model.beat();
        house.door.fixedBecause("The settings cannot be written.");

        model.port().use();
        model.beat();

        assertEquals("The settings cannot be written.", model.port().door().detailProperty().get());
        assertTrue(model.port().shut().get());
    }

    @Test
    void nobody_listens_once_it_is_closed() {
        FirstRunViewModel model = begun();

        model.close();

        assertEquals(List.of("closed"), house.done);
    }
}
