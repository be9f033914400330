package dev.patchbay.app.windows;

import dev.patchbay.gui.settings.draft.Keeper;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.SecretUse;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.SettingsStore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps settings in their file, and the keys in them where keys are kept.
record HouseKeeper(SettingsStore store, Secrets secrets, Overrides overrides) implements Keeper {
    /// A key of a backend; the same key of two backends is kept twice.
    private record Key(String backend, Secret value) {}

    @Override
    public Settings stored() {
        return store.stored();
    }

    /// Keys are kept before the settings refer to them, and taken back if those are refused.
    @Override
    public void replace(Settings known, Settings next) throws SettingsRefused, SecretUnavailable {
        Map<Key, SecretRef.Keychain> places = places(next);
        List<SecretRef.Keychain> kept = new ArrayList<>();
        try {
            for (Map.Entry<Key, SecretRef.Keychain> each : places.entrySet()) {
                kept.add(each.getValue());
                secrets.put(each.getValue(), each.getKey().value());
            }
            store.replace(known, referring(next, places));
        } catch (SettingsRefused | SecretUnavailable e) {
            takeBack(kept, e);
            throw e;
        }
    }

    private static Settings referring(Settings next, Map<Key, SecretRef.Keychain> places) {
        return places.isEmpty()
                ? next
                : SecretUse.keys(
                        next,
                        (backend, ref) ->
                                ref instanceof SecretRef.Plain(Secret value)
                                        ? places.get(new Key(backend.id(), value))
                                        : ref);
    }

    private Map<Key, SecretRef.Keychain> places(Settings next) throws SecretUnavailable {
        List<SecretRef> taken = new ArrayList<>();
        SecretUse.in(next).forEach(use -> taken.add(use.ref()));
        Map<Key, SecretRef.Keychain> places = new HashMap<>();
        for (BackendSettings backend : next.backends()) {
            for (SecretRef ref : backend.auth().keys()) {
                if (ref instanceof SecretRef.Plain(Secret value)) {
                    var key = new Key(backend.id(), value);
                    if (!places.containsKey(key)) {
                        SecretRef.Keychain at = free(backend.id(), taken);
                        taken.add(at);
                        places.put(key, at);
                    }
                }
            }
        }
        return places;
    }

    private SecretRef.Keychain free(String backend, List<SecretRef> taken)
            throws SecretUnavailable {
        for (int n = 1; ; n++) {
            var at = new SecretRef.Keychain("backend/" + backend + "/" + n);
            if (!taken.contains(at) && isFree(at)) {
                return at;
            }
        }
    }

    private boolean isFree(SecretRef.Keychain at) throws SecretUnavailable {
        try {
            secrets.get(at);
            return false;
        } catch (SecretUnavailable e) {
            if (e.reason() == Reason.MISSING || e.reason() == Reason.ABSENT) {
                return true;
            }
            throw e;
        }
    }

    private void takeBack(List<SecretRef.Keychain> kept, Exception because) {
        for (SecretRef.Keychain at : kept) {
            try {
                secrets.delete(at);
            } catch (SecretUnavailable e) {
                because.addSuppressed(e); // it lies there unused, and stands in the list of keys
            }
        }
    }

    @Override
    public Optional<String> readOnly() {
        return store.readOnly();
    }

    @Override
    public Optional<String> override(Overrides.Field field) {
        return overrides.source(field);
    }
}
