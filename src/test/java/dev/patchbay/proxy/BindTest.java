package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.LogLines;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.door.Unopened;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// On which addresses the door is opened, and to whom.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BindTest {
    private static final Settings NOWHERE = House.inFrontOf("http://127.0.0.1:9/v1");

    private static Settings on(String host, boolean tokenRequired) {
        var server = NOWHERE.server().withHost(host).withRequireToken(tokenRequired);
        return NOWHERE.withServer(server);
    }

    @Test
    void an_address_that_others_can_reach_is_not_opened_without_a_token() {
        var refusal =
                assertThrows(Unopened.class, () -> new House(on("0.0.0.0", false), Pace.USUAL));

        assertTrue(refusal.reason().contains("0.0.0.0"), refusal.reason());
        assertTrue(refusal.reason().contains("server.requireToken"), refusal.reason());
    }

    @Test
    void with_a_token_it_is_opened_and_that_is_said_loudly() throws Exception {
        try (var house = new House(on("0.0.0.0", true), Pace.USUAL)) {
            var said = house.await(Note.DoorExposed.class);

            assertEquals("http://0.0.0.0:" + house.port(), said.address());
            assertEquals(LogLevel.WARN, LogLines.level(said));
            assertEquals(401, RawClient.ask(house, RawClient.WHOLE, "x-api-key", "x").status());
        }
    }

    @Test
    void on_loopback_nothing_is_said_and_the_token_can_be_switched_off() throws Exception {
        try (var house = new House(on("127.0.0.1", false), Pace.USUAL)) {
            assertEquals(404, RawClient.get(house, "/v1/foo", "x-api-key", "").status());
            house.awaitNone(Note.DoorExposed.class, Duration.ofMillis(100));
        }
    }

    @Test
    void without_tokens_pages_of_other_sites_and_foreign_names_are_still_refused()
            throws Exception {
        try (var house = new House(on("127.0.0.1", false), Pace.USUAL)) {
            assertEquals(
                    403,
                    RawClient.ask(house, RawClient.WHOLE, "Origin", "https://example.com")
                            .status());
            assertEquals(
                    403, RawClient.ask(house, RawClient.WHOLE, "Host", "example.com").status());
            assertEquals(
                    400,
                    RawClient.ask(house, RawClient.WHOLE, "Content-Type", "text/plain").status());
        }
    }

    @Test
    void listed_names_are_ours_as_well() throws Exception {
        var server =
                NOWHERE.server().withAllowedHosts(List.of("Desk.Example.COM", "[2001:db8::1]"));
        try (var house = new House(NOWHERE.withServer(server), Pace.USUAL)) {
            for (String host :
                    List.of("desk.example.com", "DESK.example.com.:80", "[2001:DB8::1]")) {
                assertEquals(200, RawClient.get(house, "/health", "Host", host).status(), host);
            }
            assertEquals(
                    403, RawClient.get(house, "/health", "Host", "x.desk.example.com").status());
        }
    }
}
