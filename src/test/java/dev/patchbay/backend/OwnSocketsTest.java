package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OwnSocketsTest {
    private static final InetSocketAddress OURS = new InetSocketAddress("127.0.0.1", 40_000);
    private static final InetSocketAddress DOOR = new InetSocketAddress("127.0.0.1", 5225);

    private final OwnSockets own = new OwnSockets();

    @Test
    void a_connection_is_known_as_long_as_it_is_open() {
        own.opened(OURS, DOOR);
        assertTrue(own.has(OURS, DOOR));
        own.closed(OURS, DOOR);

        assertFalse(own.has(OURS, DOOR));
    }

    @Test
    void a_client_may_have_a_port_that_we_use_to_go_elsewhere() {
        own.opened(OURS, new InetSocketAddress("127.0.0.1", 11_434));

        assertFalse(own.has(OURS, DOOR));
    }

    @Test
    void an_address_of_this_computer_that_is_no_loopback_is_known_as_well() {
        var door = new InetSocketAddress("192.0.2.7", 5225);
        var ours = new InetSocketAddress("192.0.2.7", 40_000);
        own.opened(ours, door);

        assertTrue(own.has(ours, door));
    }

    @Test
    void connections_to_other_computers_are_not_kept() {
        own.opened(
                new InetSocketAddress("192.0.2.7", 40_000),
                new InetSocketAddress("198.51.100.1", 443));

        assertEquals(0, own.count());
    }
}
