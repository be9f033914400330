package dev.patchbay.app.verbs.keys;

import dev.patchbay.app.house.KeyDesk;
import dev.patchbay.app.verbs.line.Terminal;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.SettingsRefused;

import java.io.PrintStream;

/// Sees that there is a place for keys before one is kept: the keychain or, by the user's consent,
/// an unencrypted file.
public final class KeyConsent {
    private final KeyDesk desk;
    private final boolean said;
    private final Terminal terminal;
    private final PrintStream err;

    /// @param said whether the command line agrees to the file
    public KeyConsent(KeyDesk desk, boolean said, Terminal terminal, PrintStream err) {
        this.desk = desk;
        this.said = said;
        this.terminal = terminal;
        this.err = err;
    }

    /// Whether keys can be kept now; what keeps them from it was told.
    public boolean given() throws SettingsRefused {
        if (desk.store().stored().keys().store() == KeyPlace.FILE) {
            return true;
        }
        try {
            desk.system().names();
            return true;
        } catch (SecretUnavailable e) {
            if (!said) {
                err.println(e.message());
            }
            boolean agreed = said || e.reason() == Reason.ABSENT && asked();
            if (agreed) {
                keepInFile();
            }
            return agreed;
        }
    }

    private boolean asked() {
        return terminal.agrees(
                        "Keep keys in a file instead, readable by you alone but stored"
                                + " unencrypted?")
                .orElse(false);
    }

    private void keepInFile() throws SettingsRefused {
        desk.store()
                .update(settings -> settings.withKeys(settings.keys().withStore(KeyPlace.FILE)));
    }
}
