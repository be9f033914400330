package dev.patchbay.backend.oci;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.wire.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The throw-away key of `src/test/resources/oci`, as the files that hold it look.
public final class TestKey {
    public static final String PASS_PHRASE = "test-only";

    private static final Path FOLDER = Path.of("src", "test", "resources", "oci");

    private TestKey() {}

    static JsonNode json(String file) throws IOException {
        return Json.read(Files.readAllBytes(FOLDER.resolve(file)));
    }

    static List<String> names(String group) throws IOException {
        var names = new ArrayList<String>();
        json("keys.json").path(group).fieldNames().forEachRemaining(names::add);
        return names;
    }

    public static String pem() throws IOException {
        return pem("forms", "PKCS#8");
    }

    static String pem(String group, String name) throws IOException {
        var form = json("keys.json").path(group).path(name);
        var text = new StringBuilder();
        text.append("-----BEGIN ").append(form.path("label").asText()).append("-----\n");
        form.path("lines").forEach(line -> text.append(line.asText()).append('\n'));
        return text.append("-----END ")
                .append(form.path("label").asText())
                .append("-----\n")
                .toString();
    }

    static RSAPrivateCrtKey key() throws Exception {
        return (RSAPrivateCrtKey) PemKey.read(pem(), Optional.empty(), "of the tests");
    }

    /// What a server checks signatures with.
    public static PublicKey publicKey() throws Exception {
        return publicOf(key());
    }

    static PublicKey publicOf(RSAPrivateCrtKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }
}
