package dev.patchbay.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.tray.TrayFacts.Trouble;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.Health;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// What makes the tray's icon want attention.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class TroublesTest {
    private final Troubles troubles = new Troubles();

    private List<Trouble> with(Health.State state) {
        var health = new Health("demo", "Demo", state, List.of(), List.of(), 0, Optional.empty());
        return troubles.of(List.of(health), Settings.DEFAULT);
    }

    @Test
    void a_backend_that_is_down_is_one_and_one_that_limps_is_none() {
        assertEquals(List.of(new Trouble(Trouble.Kind.DOWN, "Demo")), with(Health.State.DOWN));
        assertEquals(List.of(), with(Health.State.TROUBLED));
    }

    @Test
    void a_sign_in_that_ended_is_one_until_somebody_did_something() {
        assertTrue(troubles.hear(new Note.SignInEnded("demo", "revoked")));
        assertEquals(Trouble.Kind.SIGN_IN, with(Health.State.WELL).getFirst().kind());

        assertTrue(troubles.hear(new Note.KeysReloaded(1)));
        assertEquals(List.of(), with(Health.State.WELL));
    }

    @Test
    void a_backend_that_is_gone_is_nobodys_trouble() {
        troubles.hear(new Note.SignInEnded("gone", "revoked"));

        assertEquals(List.of(), with(Health.State.WELL));
        assertFalse(troubles.hear(new Note.TokenMade("other")));
    }
}
