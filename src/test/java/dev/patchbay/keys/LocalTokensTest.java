package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalTokensTest {
    private static final LocalToken CI = LocalToken.of("ci", new SecretRef.Env("CI"));

    @TempDir Path folder;

    @Test
    void the_first_start_makes_a_token_and_the_next_finds_it() {
        Secret made = load(LocalToken.DEFAULT).defaultValue().orElseThrow();

        assertEquals(made, load(LocalToken.DEFAULT).defaultValue().orElseThrow());
        assertTrue(made.reveal().matches("pb-[A-Za-z0-9_-]{43}"));
    }

    @Test
    void a_token_is_named_as_made_once() {
        assertEquals(List.of("default"), load(CI, LocalToken.DEFAULT).made());
        assertEquals(List.of(), load(CI, LocalToken.DEFAULT).made());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void a_made_token_is_its_owners_alone() throws Exception {
        load(LocalToken.DEFAULT);

        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("tokens/default"))));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("tokens"))));
    }

    @Test
    void no_two_tokens_are_alike() {
        assertNotEquals(LocalTokens.fresh(), LocalTokens.fresh());
    }

    @Test
    void a_shown_token_is_told_from_the_others_by_its_name() {
        LocalTokens tokens = load(LocalToken.DEFAULT, CI);

        assertEquals(Optional.of(CI), tokens.match("ci-token"));
        assertEquals(
                Optional.of(LocalToken.DEFAULT),
                tokens.match(tokens.defaultValue().orElseThrow().reveal()));
    }

    @Test
    void nothing_else_matches() {
        LocalTokens tokens = load(CI);

        for (String shown : List.of("", "ci-toke", "ci-token ", "CI-TOKEN")) {
            assertEquals(Optional.empty(), tokens.match(shown), shown);
        }
    }

    @Test
    void a_token_that_cannot_be_found_is_said_and_the_others_work() {
        LocalTokens tokens = load(LocalToken.of("x", new SecretRef.File("tokens/x")), CI);

        assertEquals(Optional.of(CI), tokens.match("ci-token"));
        assertTrue(
                tokens.problems().getFirst().message().startsWith("The local token 'x' cannot"),
                tokens.problems().toString());
        assertTrue(Files.notExists(folder.resolve("tokens/x")));
    }

    @Test
    void a_value_for_this_run_stands_in_for_the_default_tokens_own() throws Exception {
        LocalTokens tokens =
                LocalTokens.load(
                        List.of(LocalToken.DEFAULT),
                        Optional.of(Secret.of("mine")),
                        ring(),
                        folder);

        assertEquals(Optional.of(LocalToken.DEFAULT), tokens.match("mine"));
        assertTrue(Files.notExists(folder.resolve("tokens/default")));
    }

    @Test
    void a_kept_token_replaces_the_one_before() throws Exception {
        load(LocalToken.DEFAULT);
        LocalTokens.keep(folder.resolve("tokens/default"), Secret.of("pb-new"));

        assertEquals("pb-new", load(LocalToken.DEFAULT).defaultValue().orElseThrow().reveal());
    }

    private LocalTokens load(LocalToken... tokens) {
        return LocalTokens.load(List.of(tokens), Optional.empty(), ring(), folder);
    }

    private KeyRing ring() {
        return KeyRing.of(
                new OwnerOnlyFile(folder.resolve("secrets")),
                Map.of("CI", "ci-token"),
                folder,
                new KnownSecrets());
    }
}
