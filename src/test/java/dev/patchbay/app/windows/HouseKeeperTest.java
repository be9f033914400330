package dev.patchbay.app.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.SettingsStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class HouseKeeperTest {
    private static final String FAKE = "fake-key-of-a-test";

    @TempDir Path folder;

    private final Map<SecretRef, Secret> kept = new HashMap<>();
    private SettingsStore store;
    private HouseKeeper keeper;

    @BeforeEach
    void open() {
        store =
                SettingsStore.open(
                        folder.resolve("settings.json"),
                        Overrides.NONE,
                        InstantSource.system(),
                        _ -> {});
        keeper = new HouseKeeper(store, new InMemory(), Overrides.NONE);
    }

    private static Settings withKeys(String... keys) throws SettingsRefused {
        return Settings.parse(
                """
                { "backends": [ { "id": "own", "baseUrl": "https://api.example.com/v1",
                  "auth": { "keys": ["%s"] } } ] }
                """
                        .formatted(String.join("\", \"", keys)));
    }

    @Test
    void a_key_in_the_clear_goes_to_the_keychain_and_not_into_the_file() throws Exception {
        keeper.replace(store.stored(), withKeys(FAKE));

        var at = new SecretRef.Keychain("backend/own/1");
        assertEquals(List.of(at), store.stored().backend("own").orElseThrow().auth().keys());
        assertEquals(Secret.of(FAKE), kept.get(at));
        assertFalse(Files.readString(folder.resolve("settings.json")).contains(FAKE));
    }

    @Test
    void a_place_that_is_taken_is_not_overwritten() throws Exception {
        kept.put(new SecretRef.Keychain("backend/own/1"), Secret.of("another"));
        keeper.replace(store.stored(), withKeys(FAKE, "keychain:backend/own/2"));

        assertEquals(
                List.of(
                        new SecretRef.Keychain("backend/own/3"),
                        new SecretRef.Keychain("backend/own/2")),
                store.stored().backend("own").orElseThrow().auth().keys());
    }

    @Test
    void a_key_is_taken_back_where_the_settings_are_refused() throws Exception {
        Settings known = store.stored();
        store.update(it -> it.withPort(6001));

        assertThrows(SettingsRefused.class, () -> keeper.replace(known, withKeys(FAKE)));
        assertEquals(Map.of(), kept);
        assertEquals(6001, store.stored().server().port());
    }

    private final class InMemory implements Secrets {
        @Override
        public Secret get(SecretRef ref) throws SecretUnavailable {
            if (!kept.containsKey(ref)) {
                throw new SecretUnavailable(Reason.MISSING, "Nothing is kept there.");
            }
            return kept.get(ref);
        }

        @Override
        public void put(SecretRef.Keychain at, Secret secret) {
            kept.put(at, secret);
        }

        @Override
        public void delete(SecretRef.Keychain at) {
            kept.remove(at);
        }

        @Override
        public void forget(SecretRef ref) {}
    }
}
