package dev.patchbay.backend.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.Proves;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SignaturesTest {
    static Stream<Arguments> requests() throws IOException {
        return TestKey.json("signatures.json")
                .path("requests")
                .valueStream()
                .map(each -> Arguments.of(each.path("name").asText(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    @Proves({"edge 235", "oci-genai §2 signing string", "oci-genai §7 vectors"})
    void what_is_signed_is_what_oracles_own_client_signs(String name, JsonNode each) {
        var lines = Signatures.lines(request(each), date(each));

        assertEquals(each.at("/expected/signed").asText(), Signatures.string(lines), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    @Proves({"oci-genai §2 header", "oci-genai §2 key id", "oci-genai §7 vectors"})
    void the_header_is_the_one_of_oracles_own_client(String name, JsonNode each) throws Exception {
        var credential =
                new Credential(
                        Secret.of(keyId(each.path("signIn"))),
                        TestKey.key(),
                        Optional.empty(),
                        Optional.empty());

        var headers = Signatures.sign(request(each), credential, date(each));

        var expected = each.at("/expected/headers");
        for (String line : new String[] {"authorization", "x-date", "x-content-sha256"}) {
            assertEquals(expected.path(line).asText(""), headers.first(line).orElse(""), name);
        }
    }

    @Test
    void a_credential_never_shows_itself() throws Exception {
        var credential =
                new Credential(
                        Secret.of("ST$token"), TestKey.key(), Optional.empty(), Optional.empty());
        var headers =
                Signatures.sign(
                        new Signatures.Signed("GET", "h", "/", "", new byte[0]),
                        credential,
                        Instant.EPOCH);

        assertTrue(!(credential + headers.toString()).contains("token"), headers.toString());
    }

    private static Signatures.Signed request(JsonNode each) {
        URI url = URI.create(each.path("url").asText());
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new Signatures.Signed(
                each.path("method").asText(),
                url.getRawAuthority(),
                url.getRawPath() + query,
                each.path("contentType").asText(),
                each.path("body").asText().getBytes(StandardCharsets.UTF_8));
    }

    private static Instant date(JsonNode each) {
        return ZonedDateTime.parse(each.path("date").asText(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    private static String keyId(JsonNode signIn) {
        return signIn.has("session")
                ? "ST$" + signIn.path("session").asText()
                : String.join(
                        "/",
                        signIn.path("tenancy").asText(),
                        signIn.path("user").asText(),
                        signIn.path("fingerprint").asText());
    }
}
