package dev.patchbay.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.tinylog.Logger;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Properties;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LibraryLogTest {
    @Test
    void libraries_are_heard_from_warnings_up_and_never_at_the_default_level() throws Exception {
        var shipped = new Properties();
        try (InputStream in = LogSink.class.getResourceAsStream("/tinylog.properties")) {
            shipped.load(in);
        }

        assertEquals("warn", shipped.getProperty("level"));
        assertTrue(Logger.isWarnEnabled());
        assertFalse(Logger.isInfoEnabled());
        assertFalse(Logger.isTraceEnabled());
    }

    @Test
    void the_bus_of_the_keychain_is_not_heard_printing_its_messages() {
        // At TRACE it prints their bytes, secrets included. `KeysLiveTest` searches for those.
        var bus =
                org.slf4j.LoggerFactory.getLogger(
                        "org.freedesktop.dbus.connections.transports.AbstractTransport");

        assertFalse(bus.isTraceEnabled());
        assertFalse(bus.isDebugEnabled());
        assertFalse(bus.isInfoEnabled());
        assertTrue(bus.isWarnEnabled());
    }

    @Test
    void no_package_has_a_level_of_its_own_because_every_check_would_walk_the_stack()
            throws Exception {
        var shipped = new Properties();
        try (InputStream in = LogSink.class.getResourceAsStream("/tinylog.properties")) {
            shipped.load(in);
        }

        assertTrue(
                shipped.stringPropertyNames().stream()
                        .noneMatch(name -> name.startsWith("level@")));
    }

    @Test
    void what_the_io_threads_ask_at_every_event_is_answered_without_walking_the_stack() {
        org.jboss.logging.Logger io = org.jboss.logging.Logger.getLogger("org.xnio.nio");
        for (int i = 0; i < 20_000; i++) {
            io.tracef("event %s", "read");
        }
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            io.tracef("event %s", "read");
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < 100_000, "1,000 checks allocated " + allocated + " bytes");
    }
}
