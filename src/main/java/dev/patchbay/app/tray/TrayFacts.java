package dev.patchbay.app.tray;

import dev.patchbay.ledger.Totals;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.settings.Settings;

import java.util.List;
import java.util.Optional;

/// All that the tray shows is made of.
///
/// @param stopping whether the door is closing, and waits for exchanges under way
/// @param busy whether there are exchanges under way, or were a moment ago
/// @param owner who has our port, where that can be told
/// @param installed the version that was installed while we ran
/// @param troubles what else wants a person
/// @param login whether Patchbay starts at login; nothing where that cannot be arranged
/// @param windows whether there are windows that can be opened
record TrayFacts(
        Switchboard.State state,
        boolean stopping,
        boolean busy,
        Optional<String> owner,
        Optional<String> installed,
        List<Trouble> troubles,
        Totals today,
        Settings settings,
        Optional<Boolean> login,
        boolean windows) {
    TrayFacts {
        troubles = List.copyOf(troubles);
    }

    /// A backend's.
    ///
    /// @param backend its name
    record Trouble(Kind kind, String backend) {
        enum Kind {
            DOWN,
            SIGN_IN
        }
    }
}
