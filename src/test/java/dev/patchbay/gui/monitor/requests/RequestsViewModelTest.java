package dev.patchbay.gui.monitor.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.monitor.SampleDoor;
import dev.patchbay.gui.monitor.requests.FilterViewModel.Span;
import dev.patchbay.gui.parts.Condition.Kind;
import dev.patchbay.history.Export;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording.Side;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestsViewModelTest {
    private static final int SECOND = 10;

    private final Journal journal = new Journal();

    private RequestsViewModel model(SampleRequests sample) {
        RequestsViewModel model = RequestShots.model(sample, SampleDoor.open(0), journal);
        model.beat();
        return model;
    }

    private static void beats(RequestsViewModel model, int beats) {
        for (int i = 0; i < beats; i++) {
            model.beat();
        }
    }

    /// Something was told, so it is worth looking.
    private void news(String id) {
        journal.add(new Note.Routed(id, "", Optional.empty(), "harbour", "moth-7b", "relay", ""));
    }

    private static Facts at(RequestsViewModel model, int index) {
        return model.table().rowsProperty().get().get(index).facts();
    }

    private static Kind kind(RequestsViewModel model) {
        return model.conditionProperty().get().kind();
    }

    // ------------------------------------------------------------------ the table

    @Test
    void all_rows_are_there_and_only_pages_that_are_looked_at_are_fetched() {
        SampleRequests sample = SampleRequests.of(100_000, 0);
        RequestsViewModel model = model(sample);
        assertEquals("100,000 requests", model.table().countProperty().get());
        assertEquals(1, at(model, 99_999).key());
        assertEquals(100_000 - 52_345, at(model, 52_345).key());
        assertEquals(List.of("newest", "beyond 201", "beyond 47801"), sample.asked);
    }

    @Test
    void one_that_begins_comes_first_and_says_how_far_it_is_and_how_it_ended() {
        SampleRequests sample = SampleRequests.of(3, 0);
        RequestsViewModel model = model(sample);
        KeptExchange begun = sample.begin();
        news(begun.id());
        journal.add(new Note.AnswerGrew(begun.id(), 4_000));
        beats(model, SECOND);
        assertTrue(at(model, 0).isUnderWay());
        assertEquals("~1,000", at(model, 0).out());

        sample.end(begun.id());
        news(begun.id());
        beats(model, SECOND);
        assertEquals(Outcome.OK, at(model, 0).outcome());
        assertEquals("4 requests", model.table().countProperty().get());
    }

    @Test
    void one_that_has_long_been_under_way_is_told_of_when_it_ends_far_below() {
        SampleRequests sample = SampleRequests.of(600, 0);
        KeptExchange old = SampleRequests.exchange(300, 3_300, true);
        sample.all.set(300, old);
        RequestsViewModel model = model(sample);
        assertTrue(at(model, 300).isUnderWay());
        sample.end(old.id());
        news(old.id());
        beats(model, SECOND);
        assertFalse(at(model, 300).isUnderWay());
    }

    @Test
    void while_somebody_reads_further_down_new_ones_are_counted_above() {
        SampleRequests sample = SampleRequests.of(3, 0);
        RequestsViewModel model = model(sample);
        model.table().atTopProperty().set(false);
        news(sample.begin().id());
        beats(model, SECOND);
        assertEquals("One new request", model.table().heldProperty().get());
        assertEquals(3, at(model, 0).key());
    }

    @Test
    void where_nothing_happens_nothing_is_looked_up() {
        SampleRequests sample = SampleRequests.of(3, 0);
        RequestsViewModel model = model(sample);
        beats(model, 2 * SECOND);
        int before = sample.asked.size();
        beats(model, 5 * SECOND);
        assertEquals(before, sample.asked.size());
    }

    // ------------------------------------------------------------------ filters

    @Test
    void a_filter_leaves_what_fits_and_adds_it_up() {
        RequestsViewModel model = model(SampleRequests.of(1_000, 0));
        model.filters().look("run:run-7");
        model.beat();
        assertEquals(
                "40 requests · 541K in · 23.4K out · $3.41", model.table().countProperty().get());
        assertEquals("run-7", at(model, 0).exchange().asker().clientRun().orElse(""));
    }

    @Test
    void chosen_and_typed_filters_go_together() {
        RequestsViewModel model = model(SampleRequests.of(200, 2));
        FilterViewModel filters = model.filters();
        filters.outcomeProperty().set(filters.outcomes().get(1));
        model.beat();
        assertEquals("2 requests", count(model));
        filters.backendProperty().set(filters.backends().get(1));
        filters.spanProperty().set(filters.spans().get(Span.HOUR.ordinal()));
        filters.typedProperty().set("model:paper-crane-large");
        model.beat();
        assertTrue(filters.filterProperty().get().from().isPresent());
        assertEquals(3, filters.filterProperty().get().fields().size());
    }

    private static String count(RequestsViewModel model) {
        return model.table().countProperty().get().replaceFirst(" ·.*", "");
    }

    @Test
    void where_nothing_is_found_it_says_so_and_leads_back() {
        RequestsViewModel model = model(SampleRequests.of(3, 0).withBodies());
        model.filters().typedProperty().set("herring");
        model.beat();
        assertEquals(Kind.EMPTY, kind(model));
        assertEquals("Nothing found", model.conditionProperty().get().title());
        model.act();
        model.beat();
        assertEquals(Kind.READY, kind(model));
    }

    @Test
    void what_cannot_be_looked_for_is_told_beside_the_box() {
        RequestsViewModel model = model(SampleRequests.of(3, 0));
        model.filters().typedProperty().set("status:fine");
        assertEquals(
                "status:fine cannot be looked for: a status is a number such as 429",
                model.filters().wrongProperty().get());
    }

    // ------------------------------------------------------------------ nothing to show

    @Test
    void before_the_first_request_it_says_how_to_begin() {
        assertEquals(
                "No requests yet",
                model(SampleRequests.of(0, 0)).conditionProperty().get().title());
    }

    @Test
    void where_the_door_is_shut_it_can_be_opened_from_here() {
        var door = SampleDoor.shut();
        RequestsViewModel model = RequestShots.model(SampleRequests.of(0, 0), door);
        model.beat();
        assertEquals(Kind.STOPPED, kind(model));
        model.act();
        assertEquals(Kind.EMPTY, kind(model));
    }

    @Test
    void a_history_that_cannot_be_read_is_told_of_and_can_be_tried_again() {
        SampleRequests sample = SampleRequests.of(3, 0).failing();
        RequestsViewModel model = model(sample);
        assertEquals(Kind.FAILED, kind(model));
        assertEquals(
                "/home/sample/history.db cannot be read: it is damaged.",
                model.conditionProperty().get().text());
        sample.fault = Optional.empty();
        model.act();
        assertEquals(Kind.READY, kind(model));
    }

    // ------------------------------------------------------------------ one of them

    @Test
    void an_open_request_says_all_that_is_known_of_it() {
        SampleRequests sample = SampleRequests.of(40, 0);
        RequestsViewModel model = model(sample);
        model.detail().seek("req_sample00035");
        List<String> facts = new ArrayList<>();
        model.detail()
                .summaryProperty()
                .get()
                .sections()
                .forEach(
                        section ->
                                section.facts()
                                        .forEach(it -> facts.add(it.name() + ": " + it.value())));
        assertTrue(facts.contains("Because of: exact alias"), facts.toString());
        assertTrue(
                facts.contains("Lost on the way: top_k\ncache_control on a tool"),
                facts.toString());
        assertTrue(facts.contains("Price: $3 in, $15 out per million"), facts.toString());
    }

    @Test
    void an_id_that_leads_nowhere_is_told() {
        RequestsViewModel model = model(SampleRequests.of(3, 0));
        model.detail().seek("req_nowhere");
        assertEquals("No request req_nowhere is kept", model.detail().toldProperty().get());
        beats(model, 5 * SECOND);
        assertEquals("", model.detail().toldProperty().get());
    }

    @Test
    void an_open_request_that_ends_says_so() {
        SampleRequests sample = SampleRequests.of(3, 1);
        RequestsViewModel model = model(sample);
        model.detail().show(sample.all.getFirst());
        assertTrue(model.detail().factsProperty().get().orElseThrow().isUnderWay());
        sample.end(sample.all.getFirst().id());
        beats(model, 2 * SECOND);
        assertFalse(model.detail().factsProperty().get().orElseThrow().isUnderWay());
    }

    @Test
    void where_bodies_are_not_kept_they_can_be_from_here() {
        SampleRequests sample = SampleRequests.of(3, 0);
        RequestsViewModel model = model(sample);
        model.detail().show(sample.all.getFirst());
        BodiesViewModel bodies = model.detail().bodies();
        assertEquals("Keep bodies from now on", bodies.conditionProperty().get().action());
        bodies.act();
        assertTrue(sample.keeps);
        assertEquals("This body was not kept", bodies.conditionProperty().get().title());
    }

    @Test
    void each_body_can_be_read_and_searched_round_and_round() {
        SampleRequests sample = SampleRequests.of(3, 0).withBodies();
        RequestsViewModel model = model(sample);
        model.detail().show(sample.all.getFirst());
        BodiesViewModel bodies = model.detail().bodies();
        assertEquals("{", bodies.lines().getFirst());
        int first = bodies.find("TYPE", -1).orElseThrow();
        int second = bodies.find("type", first).orElseThrow();
        assertTrue(second > first);
        assertEquals(OptionalInt.of(first), bodies.find("type", bodies.lines().size() - 1));
        assertEquals(OptionalInt.empty(), bodies.find("herring", 0));
        bodies.show(Side.CLIENT_ANSWER);
        assertEquals("event: message_start", bodies.lines().getFirst());
    }

    @Test
    void copies_and_files_are_made_of_the_open_request_and_of_the_list() {
        SampleRequests sample = SampleRequests.of(3, 0);
        RequestsViewModel model = model(sample);
        model.detail().show(sample.all.getFirst());
        List<String> copied = new ArrayList<>();
        model.detail().copy(Outlets.Form.CURL, copied::add);
        assertEquals(
                "Its body was not kept whole, so there is no curl line",
                model.detail().toldProperty().get());
        model.detail().copy(Outlets.Form.JSON, copied::add);
        model.detail().save(Outlets.Form.HAR, Path.of("one.har"));
        model.filters().typedProperty().set("alias:sonnet");
        model.export(Export.CSV, Path.of("all.csv"));
        assertEquals(List.of("JSON of req_sample00003"), copied);
        assertEquals(
                List.of("HAR of req_sample00003 one.har", "CSV {ALIAS=sonnet} all.csv"),
                sample.written);
        assertEquals("Saved as all.csv", model.detail().toldProperty().get());
    }

    // ------------------------------------------------------------------ again

    @Test
    void a_request_is_sent_again_and_both_answers_stand_beside_each_other() {
        SampleRequests sample = SampleRequests.of(3, 0).withBodies();
        RequestsViewModel model = model(sample);
        model.detail().show(sample.all.getFirst());
        ReplayViewModel replay = model.detail().replay();
        replay.targetProperty().set(" workshop/lantern-coder ");
        replay.send();
        assertEquals("req_sample00003 to workshop/lantern-coder", sample.sent);
        assertEquals("A breakwater is", replay.nowProperty().get().text());
        assertTrue(replay.sendingProperty().get());
        sample.finish();
        model.beat();
        assertFalse(replay.sendingProperty().get());
        assertEquals("harbour/paper-crane-large", replay.thenProperty().get().from());
        assertEquals(SampleBodies.NOW, replay.nowProperty().get().text());
    }

    @Test
    void one_that_cannot_be_sent_says_why() {
        SampleRequests sample = SampleRequests.of(3, 0);
        sample.obstacle =
                Optional.of(ProxyError.of(ProxyError.Kind.NOT_FOUND, "Its body was not kept."));
        RequestsViewModel model = model(sample);
        model.detail().show(sample.all.getFirst());
        model.detail().replay().send();
        assertEquals("Its body was not kept.", model.detail().replay().troubleProperty().get());
        assertFalse(model.detail().replay().sendingProperty().get());
    }

    @Test
    void what_is_sent_for_one_request_is_not_shown_at_another() {
        SampleRequests sample = SampleRequests.of(3, 0).withBodies();
        RequestsViewModel model = model(sample);
        model.detail().show(sample.all.getFirst());
        model.detail().replay().send();
        model.detail().show(sample.all.get(1));
        sample.finish();
        model.beat();
        assertEquals(ReplayViewModel.Side.NONE, model.detail().replay().nowProperty().get());
    }

    @Test
    void a_closed_screen_hears_nothing_any_more() {
        SampleRequests sample = SampleRequests.of(3, 1);
        RequestsViewModel model = model(sample);
        model.close();
        journal.add(new Note.AnswerGrew(sample.all.getFirst().id(), 4_000));
        beats(model, 3);
        assertEquals("", at(model, 0).out());
        assertNull(model.detail().factsProperty().get().orElse(null));
    }
}
