package dev.patchbay.proxy.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.LogLines;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording;
import dev.patchbay.proxy.board.Pricing;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChronicleTest {
    private static final Target HERE = Target.of("here", "m");
    private static final Target THERE = Target.of("there", "m");

    private final List<Note> notes = new ArrayList<>();
    private final Journal journal = new Journal();

    ChronicleTest() {
        journal.listen(notes::add);
    }

    private Chronicle exchange(String id) {
        var incoming =
                new Incoming(
                        id,
                        "anthropic",
                        "client",
                        Optional.empty(),
                        Headers.NONE,
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        new byte[0],
                        Json.object(),
                        Optional.empty());
        return new Chronicle(journal, Recording.NONE, Pricing.NONE, Optional.empty(), incoming);
    }

    /// Tells an exchange that loses this, from its route to its end.
    private void losing(String id, Target target, Loss loss) {
        var exchange = exchange(id);
        exchange.routed(target, Lane.TRANSLATE, "default");
        exchange.lost(loss, target);
        exchange.ended("ok", 200, Optional.empty(), target);
    }

    private List<String> dropped() {
        return notes.stream()
                .filter(Note.Dropped.class::isInstance)
                .map(Note.Dropped.class::cast)
                .map(it -> it.id() + " " + it.backend() + " " + it.what())
                .toList();
    }

    private Note.ExchangeEnded last() {
        return (Note.ExchangeEnded) notes.getLast();
    }

    @Test
    void a_felt_loss_is_told_once_for_each_backend_and_feature() {
        losing("1", HERE, Loss.felt("mcp_servers"));
        losing("2", HERE, Loss.felt("mcp_servers"));
        losing("3", THERE, Loss.felt("mcp_servers"));
        losing("4", HERE, Loss.felt("container"));

        assertEquals(
                List.of("1 here mcp_servers", "3 there mcp_servers", "4 here container"),
                dropped());
    }

    @Test
    void a_felt_loss_that_was_told_before_still_stands_in_the_finished_exchange() {
        losing("1", HERE, Loss.felt("mcp_servers"));
        losing("2", HERE, Loss.felt("mcp_servers"));

        assertEquals("2", last().id());
        assertEquals(List.of("mcp_servers"), last().dropped());
    }

    @Test
    void a_slight_loss_is_told_in_every_exchange() {
        losing("1", HERE, Loss.slight("service_tier"));
        losing("2", HERE, Loss.slight("service_tier"));

        assertEquals(List.of("1 here service_tier", "2 here service_tier"), dropped());
    }

    @Test
    void what_the_gate_has_to_say_is_a_warning_about_the_exchange_and_no_fault() {
        exchange("1").warned("80 % of today's budget are spent");

        assertEquals(List.of(new Note.Warned("1", "80 % of today's budget are spent")), notes);
        assertEquals(LogLevel.WARN, LogLines.level(notes.getFirst()));
    }
}
