package dev.patchbay.app.tray;

import dev.patchbay.app.tray.TrayFacts.Trouble;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.Health;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What wants a person at present, beside the door: backends that are down, and sign-ins that have
/// ended and were not made anew.
final class Troubles {
    private final Set<String> signedOut = ConcurrentHashMap.newKeySet();

    /// Answers whether there may be other troubles from now on.
    boolean hear(Note note) {
        return switch (note) {
            case Note.SignInEnded(String backend, _) -> signedOut.add(backend);
            case Note.ExchangeEnded ended ->
                    ended.outcome().equals("ok")
                            && ended.backend().filter(signedOut::remove).isPresent();
            case Note.KeysReloaded _, Note.SettingsApplied _ -> {
                // Somebody did something; whether it helped is told by the next request.
                signedOut.clear();
                yield true;
            }
            case Note.CircuitOpened _,
                    Note.CircuitClosed _,
                    Note.KeyRested _,
                    Note.BackendReset _ ->
                    true;
            default -> false; // nothing else is anybody's trouble
        };
    }

    List<Trouble> of(List<Health> health, Settings settings) {
        List<Trouble> all = new ArrayList<>();
        health.stream()
                .filter(it -> it.state() == Health.State.DOWN)
                .forEach(it -> all.add(new Trouble(Trouble.Kind.DOWN, it.name())));
        settings.backends().stream()
                .filter(it -> signedOut.contains(it.id()))
                .map(BackendSettings::name)
                .forEach(it -> all.add(new Trouble(Trouble.Kind.SIGN_IN, it)));
        return all;
    }
}
