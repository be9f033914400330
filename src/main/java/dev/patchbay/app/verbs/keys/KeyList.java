package dev.patchbay.app.verbs.keys;

import dev.patchbay.app.house.KeyDesk;
import dev.patchbay.keys.Keychain;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUse;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `patchbay keys list`: every secret that the settings want or the keychain holds, who wants it,
/// and whether it is there. Never a value.
final class KeyList {
    private final KeyDesk desk;
    private final PrintStream out;
    private final PrintStream err;

    KeyList(KeyDesk desk, PrintStream out, PrintStream err) {
        this.desk = desk;
        this.out = out;
        this.err = err;
    }

    /// Answers whether the keychain could be asked.
    boolean print() {
        Optional<List<String>> kept = kept();
        Map<SecretRef, List<String>> users = new LinkedHashMap<>();
        for (SecretUse use : SecretUse.in(desk.store().stored())) {
            users.computeIfAbsent(use.ref(), _ -> new ArrayList<>()).add(use.user());
        }
        kept.orElse(List.of())
                .forEach(name -> users.putIfAbsent(new SecretRef.Keychain(name), List.of()));
        users.forEach((ref, by) -> out.println(row(ref, by, state(ref, kept))));
        return kept.isPresent();
    }

    private Optional<List<String>> kept() {
        Keychain keychain = desk.secrets().keychain();
        try {
            List<String> names = keychain.names();
            out.printf("Keys are kept in %s.%n", keychain.place());
            return Optional.of(names);
        } catch (SecretUnavailable e) {
            err.println(e.message());
            return Optional.empty();
        }
    }

    private static String row(SecretRef ref, List<String> by, String state) {
        String what = ref instanceof SecretRef.Plain ? "a value in settings.json" : ref.toString();
        String who = by.isEmpty() ? "used by nobody" : String.join(", ", by);
        return what + "  " + who + "  " + state;
    }

    private String state(SecretRef ref, Optional<List<String>> kept) {
        return switch (ref) {
            case SecretRef.Keychain(String name) ->
                    kept.map(names -> names.contains(name) ? "kept" : missing(name))
                            .orElse("unknown");
            case SecretRef.Command _ -> "asked for when it is needed";
            case SecretRef.Plain _ -> "stored unencrypted: `patchbay keys move`";
            case SecretRef.Env _, SecretRef.File _ -> found(ref);
        };
    }

    private static String missing(String name) {
        return "missing: `patchbay keys set " + name + "`";
    }

    private String found(SecretRef ref) {
        try {
            desk.secrets().get(ref);
            return "found";
        } catch (SecretUnavailable e) {
            return e.message();
        }
    }
}
