package dev.patchbay.backend.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.Proves;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SignInTest {
    private static final Auth USUAL = Auth.of(new AuthStyle.Oci());

    @TempDir private Path folder;
    private OciHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new OciHome(folder);
    }

    @Test
    @Proves("oci-genai §2.1 api key")
    void a_profile_with_a_key_signs_as_tenancy_user_and_fingerprint() throws Exception {
        var found = home.signIn(USUAL, Map.of()).read();

        assertEquals(OciHome.KEY_ID, found.credential().keyId().reveal());
        assertEquals(TestKey.key(), found.credential().key());
        assertEquals(Optional.empty(), found.credential().session());
        assertEquals(Optional.of("us-chicago-1"), found.credential().region());
    }

    @Test
    @Proves({"edge 237", "oci-genai §2.1 session token", "oci-genai §7 session"})
    void a_profile_with_a_token_signs_as_its_session_and_needs_no_user() throws Exception {
        home.write("config", home.read("config").replace("user=ocid1.user.oc1..test\n", ""));
        home.write("token", "a.b.c\n");

        var found = home.signIn(named("SESSION"), Map.of()).read();

        assertEquals("ST$a.b.c", found.credential().keyId().reveal());
    }

    @Test
    @Proves({"oci-genai §2.1 pass phrase", "oci-genai §7 key forms"})
    void a_pass_phrase_comes_from_the_profile_or_from_the_settings() throws Exception {
        home.write("key.pem", TestKey.pem("forms", "PKCS#1, AES-256"));
        var byReference = Auth.of(new AuthStyle.Oci(), new SecretRef.Env("PHRASE"));

        assertEquals(TestKey.key(), home.signIn(byReference, Map.of()).read().credential().key());
        for (String key : new String[] {"pass_phrase", "passphrase"}) {
            home.write(
                    "config",
                    home.read("config").replace("[SESSION]", key + "=test-only\n[SESSION]"));
            assertEquals(TestKey.key(), home.signIn(USUAL, Map.of()).read().credential().key());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenancy", "user", "fingerprint", "key_file"})
    @Proves("oci-genai §2.1 required keys")
    void a_key_that_is_missing_is_named(String key) throws Exception {
        home.write("config", home.read("config").replaceAll("(?m)^" + key + "=.*$", ""));

        assertEquals("The OCI profile 'DEFAULT' has no " + key + ".", fault(USUAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentication_type=instance_principal", "delegation_token_file=~/t"})
    @Proves("oci-genai §2.1 other principals")
    void a_sign_in_of_machines_is_refused_in_words(String line) throws Exception {
        home.write("config", home.read("config").replace("[SESSION]", line + "\n[SESSION]"));

        assertTrue(fault(USUAL).contains("works only inside OCI"), fault(USUAL));
    }

    @Test
    @Proves({"edge 236", "oci-genai §2.1 region"})
    void a_region_is_the_profiles_own_or_defaults_or_the_environments() throws Exception {
        var environment = Map.of("OCI_REGION", "fra");
        var work = named("WORK");

        home.write("config", home.read("config") + "[WORK]\nregion=ord\n");
        assertEquals(Optional.of("ord"), home.signIn(work, environment).region());
        home.write("config", home.read("config").replace("region=ord\n", ""));
        assertEquals(Optional.of("us-chicago-1"), home.signIn(work, environment).region());
        home.write("config", home.read("config").replace("region=us-chicago-1\n", ""));
        assertEquals(Optional.of("fra"), home.signIn(work, environment).region());
        assertEquals(Optional.empty(), home.signIn(work, Map.of()).region());
    }

    @Test
    void a_token_that_could_not_stand_in_a_header_is_refused_and_not_shown() throws Exception {
        home.write("token", "a\nEvil: b");

        String fault = fault(named("SESSION"));

        assertTrue(fault.contains("holds letters that no header may have"), fault);
        assertFalse(fault.contains("Evil"), fault);
    }

    @Test
    @Proves("oci-genai §2.1 changed files")
    void what_was_read_is_stale_when_one_of_its_files_changes() throws Exception {
        home.write("token", "a.b.c");
        var found = home.signIn(named("SESSION"), Map.of()).read();

        assertFalse(found.isStale());
        home.write("token", "a.b.cd");
        assertTrue(found.isStale());
    }

    private static Auth named(String profile) {
        return USUAL.withPart("profile", TextNode.valueOf(profile));
    }

    private String fault(Auth auth) {
        return assertThrows(SecretUnavailable.class, () -> home.signIn(auth, Map.of()).read())
                .message();
    }
}
