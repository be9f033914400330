package dev.patchbay.keys;

import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUse;
import dev.patchbay.settings.Settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One key that is to move, with its value.
///
/// @param backend whose settings hold it; empty if it lies in the unencrypted file
record Load(String backend, Secret value, KeyMove.Step step) {
    static final String FROM_FILE = "file ";
    static final String FROM_SETTINGS = "settings ";

    boolean inFile() {
        return backend.isEmpty();
    }

    /// How the slip names it.
    String onSlip() {
        return (inFile() ? FROM_FILE : FROM_SETTINGS) + step.to().name();
    }

    /// All that is not where the user wants it.
    static List<Load> all(Settings settings, Keychain keychain, Keychain file)
            throws SecretUnavailable {
        Set<String> kept = Set.copyOf(keychain.names());
        List<Load> loads = new ArrayList<>();
        inSettings(settings, kept, loads);
        if (settings.keys().store() != KeyPlace.FILE) {
            for (String name : file.names()) {
                // What the keychain has under this name is in force; the file's is an older one.
                Keychain valid = kept.contains(name) ? keychain : file;
                var step = new KeyMove.Step(file.place(), new SecretRef.Keychain(name));
                loads.add(new Load("", valid.get(name), step));
            }
        }
        return loads;
    }

    private static void inSettings(Settings settings, Set<String> kept, List<Load> loads) {
        Set<String> taken = new HashSet<>(kept);
        taken.addAll(referred(settings));
        for (BackendSettings backend : settings.backends()) {
            Set<Secret> seen = new HashSet<>();
            List<SecretRef> keys = backend.auth().keys();
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i) instanceof SecretRef.Plain(Secret value) && seen.add(value)) {
                    var from = "settings.json, key %d of backend %s".formatted(i + 1, backend.id());
                    var to = new SecretRef.Keychain(free(backend.id(), i + 1, taken));
                    loads.add(new Load(backend.id(), value, new KeyMove.Step(from, to)));
                }
            }
        }
    }

    private static String free(String backend, int from, Set<String> taken) {
        int number = from;
        while (!taken.add("backend/" + backend + "/" + number)) {
            number++;
        }
        return "backend/" + backend + "/" + number;
    }

    /// The names that the settings refer to.
    static Set<String> referred(Settings settings) {
        Set<String> names = new HashSet<>();
        for (SecretUse use : SecretUse.in(settings)) {
            if (use.ref() instanceof SecretRef.Keychain(String name)) {
                names.add(name);
            }
        }
        return names;
    }
}
