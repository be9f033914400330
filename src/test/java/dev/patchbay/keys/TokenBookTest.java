package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.SettingsStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Local tokens of a settings file, in a folder of the test's own.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class TokenBookTest {
    @TempDir Path folder;

    private SettingsStore store;
    private TokenBook book;

    @BeforeEach
    void open() throws Exception {
        store =
                SettingsStore.open(
                        folder.resolve("settings.json"),
                        Overrides.NONE,
                        InstantSource.system(),
                        _ -> {});
        store.update(it -> it.withProfiles(List.of(Profile.of("work"))));
        book = new TokenBook(store, new Drawer(), folder);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    private LocalToken token(String name) {
        return store.stored().server().tokens().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Path file(String name) {
        return folder.resolve("tokens").resolve(name);
    }

    @Test
    void a_renamed_token_keeps_its_value_and_its_profile() throws Exception {
        Secret value = book.add("laptop", Optional.of("work"));
        book.rename("laptop", "desk");

        assertEquals(new SecretRef.File("tokens/desk"), token("desk").token());
        assertEquals(Optional.of("work"), token("desk").profile());
        assertEquals(value, Secret.of(Files.readString(file("desk")).strip()));
        assertFalse(Files.exists(file("laptop")));
    }

    @Test
    void a_token_whose_value_lies_elsewhere_is_renamed_alone() throws Exception {
        store.update(
                it ->
                        it.withServer(
                                it.server()
                                        .withTokens(
                                                List.of(
                                                        LocalToken.DEFAULT,
                                                        LocalToken.of(
                                                                "ci",
                                                                new SecretRef.Env("CI_TOKEN"))))));
        book.rename("ci", "build");

        assertEquals(new SecretRef.Env("CI_TOKEN"), token("build").token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "../default", "default"})
    void a_name_that_cannot_be_changes_nothing(String name) throws Exception {
        book.add("laptop", Optional.empty());

        assertThrows(TokenBook.Unfit.class, () -> book.rename("laptop", name));
        assertTrue(Files.exists(file("laptop")));
        assertEquals(2, store.stored().server().tokens().size());
    }

    @Test
    void a_token_goes_the_ways_of_a_profile_and_of_none_again() throws Exception {
        book.add("laptop", Optional.empty());
        book.assign("laptop", Optional.of("work"));
        assertEquals(Optional.of("work"), token("laptop").profile());

        book.assign("laptop", Optional.empty());
        assertEquals(Optional.empty(), token("laptop").profile());
        assertThrows(TokenBook.Unfit.class, () -> book.assign("laptop", Optional.of("nowhere")));
    }

    /// Values that lie in files.
    private final class Drawer implements Secrets {
        @Override
        public Secret get(SecretRef ref) {
            try {
                String path = ((SecretRef.File) ref).path();
                return Secret.of(Files.readString(folder.resolve(path)).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void put(SecretRef.Keychain at, Secret secret) {
            throw new AssertionError("there is no keychain");
        }

        @Override
        public void delete(SecretRef.Keychain at) {
            throw new AssertionError("there is no keychain");
        }

        @Override
        public void forget(SecretRef ref) {}
    }
}
