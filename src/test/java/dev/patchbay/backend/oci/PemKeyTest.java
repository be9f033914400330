package dev.patchbay.backend.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PemKeyTest {
    private static final Optional<Secret> PHRASE = Optional.of(Secret.of(TestKey.PASS_PHRASE));

    static List<String> forms() throws IOException {
        return TestKey.names("forms");
    }

    static List<String> unreadable() throws IOException {
        return TestKey.names("unreadable");
    }

    static List<String> locked() throws IOException {
        return forms().stream().filter(name -> name.contains(",")).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    @Proves({"oci-genai §2.1 key files", "oci-genai §7 key forms"})
    void every_form_of_the_key_is_the_same_key(String form) throws Exception {
        assertEquals(TestKey.key(), PemKey.read(TestKey.pem("forms", form), PHRASE, "k.pem"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    @Proves({"oci-genai §2.1 label", "oci-genai §7 key forms"})
    void what_stands_around_the_key_is_ignored(String form) throws Exception {
        String labelled = "My key:\n" + TestKey.pem("forms", form) + "OCI_API_KEY";

        assertEquals(TestKey.key(), PemKey.read(labelled, PHRASE, "k.pem"));
        assertEquals(TestKey.key(), PemKey.read(labelled.replace("\n", "\r\n"), PHRASE, "k.pem"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("locked")
    void a_wrong_pass_phrase_is_told_as_that(String form) throws Exception {
        String pem = TestKey.pem("forms", form);

        assertEquals(
                "The OCI key k.pem does not open with its pass phrase.",
                fault(pem, Optional.of(Secret.of("wrong"))));
        assertTrue(fault(pem, Optional.empty()).contains("auth.keys"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void a_cipher_that_java_lacks_is_told_with_a_way_out(String form) throws Exception {
        assertTrue(
                fault(TestKey.pem("unreadable", form), PHRASE).contains("openssl pkcs8 -topk8"),
                form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void a_file_without_a_key_is_told_as_that(String text) {
        assertEquals(
                "The OCI key k.pem holds no RSA key in PEM form.", fault(text, Optional.empty()));
    }

    @Test
    void a_damaged_key_is_refused_and_never_shown() throws Exception {
        long seed = 20260105;
        var random = new Random(seed);
        for (String form : forms()) {
            String pem = TestKey.pem("forms", form);
            for (int i = 0; i < 20; i++) {
                var broken = new StringBuilder(pem);
                int at = 40 + random.nextInt(pem.length() - 80);
                broken.delete(at, at + 1 + random.nextInt(30));
                try {
                    PemKey.read(broken.toString(), PHRASE, "k.pem");
                } catch (SecretUnavailable e) {
                    assertFalse(e.message().contains(pem.substring(100, 120)), "seed " + seed);
                }
            }
        }
    }

    private static String fault(String pem, Optional<Secret> phrase) {
        return assertThrows(SecretUnavailable.class, () -> PemKey.read(pem, phrase, "k.pem"))
                .message();
    }
}
