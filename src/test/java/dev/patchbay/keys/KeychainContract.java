package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// What every keychain must do, whichever system it belongs to.
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class KeychainContract {
    /// Names that no person's own Patchbay uses.
    private static final String NAME = "patchbay-contract/first";

    private static final String OTHER = "patchbay-contract/second";

    abstract Keychain keychain() throws Exception;

    /// The keychain of another Patchbay of the same user.
    abstract Keychain another() throws Exception;

    @AfterEach
    void leaveNothing() throws Exception {
        for (Keychain each : List.of(keychain(), another())) {
            each.delete(NAME);
            each.delete(OTHER);
        }
    }

    @Test
    void what_is_kept_is_found() throws Exception {
        keychain().put(NAME, Secret.of("kept"));

        assertEquals("kept", keychain().get(NAME).reveal());
    }

    @Test
    void what_is_kept_again_is_replaced() throws Exception {
        keychain().put(NAME, Secret.of("before"));
        keychain().put(NAME, Secret.of("after"));

        assertEquals("after", keychain().get(NAME).reveal());
        assertEquals(1, keychain().names().stream().filter(NAME::equals).count());
    }

    @Test
    void what_is_deleted_is_missing_by_name() throws Exception {
        keychain().put(NAME, Secret.of("kept"));
        keychain().delete(NAME);

        var missing = assertThrows(SecretUnavailable.class, () -> keychain().get(NAME));
        assertEquals(Reason.MISSING, missing.reason());
        assertTrue(missing.message().contains(NAME), missing.message());
    }

    @Test
    void deleting_what_is_not_there_is_no_failure() throws Exception {
        keychain().delete(NAME);

        assertFalse(keychain().names().contains(NAME));
    }

    @Test
    void the_names_of_all_that_is_kept_are_told_in_order() throws Exception {
        keychain().put(OTHER, Secret.of("b"));
        keychain().put(NAME, Secret.of("a"));

        assertEquals(
                List.of(NAME, OTHER),
                keychain().names().stream()
                        .filter(name -> name.startsWith("patchbay-contract/"))
                        .toList());
    }

    @Test
    void two_patchbays_of_one_user_do_not_see_each_others_secrets() throws Exception {
        keychain().put(NAME, Secret.of("ours"));
        another().put(NAME, Secret.of("theirs"));

        assertEquals("ours", keychain().get(NAME).reveal());
        assertEquals("theirs", another().get(NAME).reveal());
        another().delete(NAME);
        assertEquals(
                Reason.MISSING,
                assertThrows(SecretUnavailable.class, () -> another().get(NAME)).reason());
        assertEquals("ours", keychain().get(NAME).reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä ö € 🔑", "\"quoted\" \\ 'single' = # ! :", "x"})
    void any_line_of_text_is_kept_as_it_is(String value) throws Exception {
        keychain().put(NAME, Secret.of(value));

        assertEquals(value, keychain().get(NAME).reveal());
    }

    @Test
    void a_long_key_is_kept_whole() throws Exception {
        String value = "k".repeat(2500);
        keychain().put(NAME, Secret.of(value));

        assertEquals(value, keychain().get(NAME).reveal());
    }

    @Test
    void what_could_be_no_key_is_not_kept() {
        for (String value : List.of("", "two\nlines")) {
            var refused =
                    assertThrows(
                            SecretUnavailable.class, () -> keychain().put(NAME, Secret.of(value)));
            assertEquals(Reason.UNUSABLE, refused.reason());
        }
    }
}
