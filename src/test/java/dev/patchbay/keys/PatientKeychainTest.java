package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A keychain that waits for a dialog which nobody sees.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PatientKeychainTest {
    private final CountDownLatch dialog = new CountDownLatch(1);
    private final Stubborn stubborn = new Stubborn();

    /// Hears no interrupt, like a question inside a system's own library.
    private final class Stubborn implements Keychain {
        volatile Thread asked = Thread.currentThread();

        @Override
        public Secret get(String name) throws SecretUnavailable {
            asked = Thread.currentThread();
            if (name.equals("missing")) {
                throw new SecretUnavailable(Reason.MISSING, "It is not there.");
            }
            if (name.equals("broken")) {
                throw new IllegalStateException("hush");
            }
            while (name.equals("stuck") && dialog.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Secret.of(name);
        }

        @Override
        public void put(String name, Secret secret) {}

        @Override
        public void delete(String name) {}

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public String place() {
            return "nowhere";
        }
    }

    private Keychain patient(Duration longest) {
        return new PatientKeychain(stubborn, longest);
    }

    private static SecretUnavailable failing(Keychain keychain, String name) {
        return assertThrows(SecretUnavailable.class, () -> keychain.get(name));
    }

    /// A busy computer may let it miss its short time again and again.
    private static String soon(Keychain keychain) throws SecretUnavailable {
        for (int tries = 0; tries < 200; tries++) {
            try {
                return keychain.get("x").reveal();
            } catch (SecretUnavailable e) {
                assertEquals(Reason.TIMED_OUT, e.reason());
            }
        }
        return keychain.get("x").reveal();
    }

    @Test
    void it_is_asked_on_a_thread_of_its_own() throws Exception {
        assertEquals("x", patient(Duration.ofSeconds(20)).get("x").reveal());

        assertNotEquals(Thread.currentThread(), stubborn.asked);
        assertEquals("keychain", stubborn.asked.getName());
        assertTrue(stubborn.asked.isDaemon());
    }

    @Test
    void one_that_does_not_come_back_is_left_and_until_it_does_nobody_else_waits_there()
            throws Exception {
        var keychain = patient(Duration.ofMillis(100));
        assertEquals(Reason.TIMED_OUT, failing(keychain, "stuck").reason());

        Thread left = stubborn.asked;
        var second = failing(keychain, "x");
        assertEquals(Reason.TIMED_OUT, second.reason());
        assertTrue(second.message().contains("dialog"), second.message());
        assertEquals(left, stubborn.asked);

        dialog.countDown();
        left.join();
        assertEquals("x", soon(keychain));
    }

    @Test
    void what_it_says_itself_is_passed_on_and_what_breaks_is_not_quoted() {
        var keychain = patient(Duration.ofSeconds(20));

        assertEquals("It is not there.", failing(keychain, "missing").message());
        var broken = failing(keychain, "broken");
        assertEquals(Reason.BROKEN, broken.reason());
        assertTrue(!broken.message().contains("hush"), broken.message());
    }

    @Test
    void a_linux_without_a_session_bus_has_no_keychain_and_is_shown_other_ways() {
        var absent = failing(SystemKeychain.of("Linux", Map.of(), ""), "x");

        assertEquals(Reason.ABSENT, absent.reason());
        assertTrue(absent.message().contains("env:NAME"), absent.message());
        assertTrue(absent.message().contains("--unencrypted"), absent.message());
    }
}
