package dev.patchbay.proxy.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Queue;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LingerTest {
    private final Queue<Runnable> silences = new ArrayDeque<>();
    private boolean complete;
    private long came;
    private boolean closed;

    @BeforeEach
    void begin() {
        new Linger(() -> complete, () -> came, silences::add, () -> closed = true).begin();
    }

    private void pass() {
        silences.remove().run();
    }

    @Test
    void a_client_that_sends_nothing_more_is_not_waited_for() {
        pass();

        assertTrue(closed);
        assertTrue(silences.isEmpty());
    }

    @Test
    void a_client_that_still_sends_is_waited_for() {
        for (int i = 0; i < Linger.MOST - 1; i++) {
            came++;
            pass();

            assertFalse(closed);
        }
        pass();

        assertTrue(closed);
    }

    @Test
    void a_client_that_never_stops_is_not_waited_for_without_end() {
        for (int i = 0; i < Linger.MOST; i++) {
            assertFalse(closed);
            came++;
            pass();
        }

        assertTrue(closed);
        assertEquals(0, silences.size());
    }

    @Test
    void a_request_that_came_to_its_end_leaves_its_connection_open() {
        came++;
        complete = true;
        pass();

        assertFalse(closed);
        assertTrue(silences.isEmpty());
    }
}
