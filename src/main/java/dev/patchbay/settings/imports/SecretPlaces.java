package dev.patchbay.settings.imports;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.Secrets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds places in the secret store for the keys of a file: where nothing lies yet, or this very
/// key. Nothing is put there yet.
final class SecretPlaces {
    private final Secrets store;
    private final Map<String, List<Kept>> byBackend = new HashMap<>();

    SecretPlaces(Secrets store) {
        this.store = store;
    }

    Map<String, List<Kept>> byBackend() {
        return byBackend;
    }

    SecretRef.Keychain of(String backend, Secret secret) throws SecretUnavailable {
        List<Kept> taken = byBackend.computeIfAbsent(backend, _ -> new ArrayList<>());
        for (int n = 1; ; n++) {
            var at = new SecretRef.Keychain("backend/" + backend + "/" + n);
            boolean ours = taken.stream().anyMatch(kept -> kept.at().equals(at));
            Optional<Secret> there = ours ? Optional.empty() : find(at);
            if (!ours && there.map(secret::equals).orElse(true)) {
                taken.add(new Kept(at, secret, there.isPresent()));
                return at;
            }
        }
    }

    private Optional<Secret> find(SecretRef.Keychain at) throws SecretUnavailable {
        try {
            return Optional.of(store.get(at));
        } catch (SecretUnavailable e) {
            if (e.reason() == Reason.MISSING || e.reason() == Reason.ABSENT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
