package dev.patchbay.keys;

import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.SecretUse;
import dev.patchbay.settings.SettingsCopies;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.SettingsStore;
import dev.patchbay.settings.WriteHold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Moves keys to where the user wants Patchbay's secrets kept: those that stand in the settings in
/// the clear, and those in the unencrypted file once it is not the chosen place.
///
/// No step changes both places at once, so a slip (names, never values) is laid down first. A name
/// on it has arrived if the settings refer to it; if they still hold its value, it is taken back.
/// So `finish`, run by whoever finds a slip that nobody holds, leaves each key in one place,
/// wherever the mover was killed. Nothing is deleted that is not seen in the other place.
public final class KeyMove {
    /// A slip that somebody holds belongs to a move under way.
    private static final Duration BARELY = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SettingsStore store;
    private final Keychain keychain;
    private final Keychain file;
    private final Path slip;

    /// @param keychain where to
    /// @param file the unencrypted file
    /// @param slip where the names on their way are written down
    public KeyMove(SettingsStore store, Keychain keychain, Keychain file, Path slip) {
        this.store = store;
        this.keychain = keychain;
        this.file = file;
        this.slip = slip.toAbsolutePath();
    }

    /// One key that is to move.
    ///
    /// @param from where it is, in words for people
    public record Step(String from, SecretRef.Keychain to) {}

    /// What was done.
    ///
    /// @param copies the copies of the settings that held a moved key
    public record Moved(List<Step> steps, List<Path> copies) {}

    /// What would move, and to where.
    public List<Step> plan() throws SecretUnavailable {
        return Load.all(store.stored(), keychain, file).stream().map(Load::step).toList();
    }

    /// Moves all that can be moved.
    public Moved run() throws SecretUnavailable, IOException, SettingsRefused {
        OwnerOnly.folderOf(slip);
        try (var _ = WriteHold.on(slip, PATIENCE)) {
            store.reload();
            settle();
            List<Load> loads = Load.all(store.stored(), keychain, file);
            if (loads.isEmpty()) {
                return new Moved(List.of(), List.of());
            }
            write(loads);
            try {
                move(loads);
            } catch (SecretUnavailable | SettingsRefused e) {
                takeBack(e);
                throw e;
            }
            List<Path> copies = purge(values(loads));
            Files.delete(slip);
            return new Moved(loads.stream().map(Load::step).toList(), copies);
        }
    }

    private void move(List<Load> loads) throws SecretUnavailable, SettingsRefused {
        for (Load load : loads) {
            keep(load);
        }
        refer(loads);
        for (Load load : loads) {
            if (load.inFile()) {
                file.delete(load.step().to().name());
            }
        }
    }

    private void takeBack(Exception because) throws IOException {
        try {
            settle();
        } catch (SecretUnavailable e) {
            because.addSuppressed(e); // the slip stays, and with it the chance to finish later
        }
    }

    /// Brings to an end what a killed program began; answers whether there was anything.
    public boolean finish() throws SecretUnavailable, IOException {
        if (Files.notExists(slip)) {
            return false;
        }
        try (var _ = WriteHold.on(slip, BARELY)) {
            store.reload();
            return settle();
        }
    }

    /// What is kept is read again before the place it came from is given up.
    private void keep(Load load) throws SecretUnavailable {
        String name = load.step().to().name();
        Secret kept = OneLine.of(load.value().reveal(), load.step().to());
        keychain.put(name, kept);
        if (!keychain.get(name).equals(kept)) {
            throw new SecretUnavailable(
                    Reason.BROKEN,
                    "What was kept as %s came back changed; nothing was moved.".formatted(name));
        }
    }

    private void refer(List<Load> loads) throws SettingsRefused {
        Map<String, Map<Secret, SecretRef>> byBackend = new HashMap<>();
        for (Load load : loads) {
            byBackend
                    .computeIfAbsent(load.backend(), _ -> new HashMap<>())
                    .put(load.value(), load.step().to());
        }
        if (loads.stream().allMatch(Load::inFile)) {
            return;
        }
        store.update(
                settings ->
                        SecretUse.keys(
                                settings,
                                (backend, ref) ->
                                        ref instanceof SecretRef.Plain(Secret value)
                                                ? byBackend
                                                        .getOrDefault(backend.id(), Map.of())
                                                        .getOrDefault(value, ref)
                                                : ref));
    }

    private static Map<Secret, SecretRef> values(List<Load> loads) {
        Map<Secret, SecretRef> values = new HashMap<>();
        loads.forEach(load -> values.put(load.value(), load.step().to()));
        return values;
    }

    private List<Path> purge(Map<Secret, SecretRef> moved) throws IOException {
        var settings = store.path();
        return settings.isPresent() && Files.exists(settings.get())
                ? SettingsCopies.purge(settings.get(), moved)
                : List.of();
    }

    private boolean settle() throws SecretUnavailable, IOException {
        if (Files.notExists(slip)) {
            return false;
        }
        Set<String> kept = Set.copyOf(keychain.names());
        Map<Secret, SecretRef> arrived = new HashMap<>();
        for (String line : Files.readAllLines(slip, StandardCharsets.UTF_8)) {
            String name = line.substring(line.indexOf(' ') + 1);
            if (!kept.contains(name)) {
                continue; // it was not yet there
            }
            if (line.startsWith(Load.FROM_FILE)) {
                if (store.stored().keys().store() != KeyPlace.FILE) {
                    file.delete(name);
                }
            } else if (Load.referred(store.stored()).contains(name)) {
                arrived.put(keychain.get(name), new SecretRef.Keychain(name));
            } else if (inTheClear(keychain.get(name))) {
                keychain.delete(name);
            }
        }
        purge(arrived);
        Files.delete(slip);
        return true;
    }

    private boolean inTheClear(Secret value) {
        return SecretUse.in(store.stored()).stream()
                .anyMatch(use -> use.ref() instanceof SecretRef.Plain(Secret v) && v.equals(value));
    }

    private void write(List<Load> loads) throws IOException {
        String names = loads.stream().map(Load::onSlip).collect(Collectors.joining("\n"));
        OwnerOnly.write(slip, names.getBytes(StandardCharsets.UTF_8));
    }
}
