package dev.patchbay.backend.oci;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.backend.Network;
import dev.patchbay.backend.Signer;
import dev.patchbay.backend.Trust;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.OciAuth;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/// A home folder with an OCI configuration: the profile `DEFAULT` with the key of the tests, and
/// `SESSION` with a session token.
public final class OciHome {
    public static final String KEY_ID = "ocid1.tenancy.oc1..test/ocid1.user.oc1..test/20:3b:97";

    public static final SecretRef ANY_SECRET = new SecretRef.Env("ANY");

    /// The only secret there is, wherever one looks.
    public static final Secrets SECRETS =
            new Secrets() {
                @Override
                public Secret get(SecretRef ref) {
                    return Secret.of(TestKey.PASS_PHRASE);
                }

                @Override
                public void put(SecretRef.Keychain at, Secret secret) {}

                @Override
                public void delete(SecretRef.Keychain at) {}

                @Override
                public void forget(SecretRef ref) {}
            };

    final Path home;

    public OciHome(Path home) throws IOException {
        this.home = home;
        write("key.pem", TestKey.pem());
        write(
                "config",
                """
                [DEFAULT]
                user=ocid1.user.oc1..test
                fingerprint=20:3b:97
                tenancy=ocid1.tenancy.oc1..test
                region=us-chicago-1
                key_file=~/.oci/key.pem

                [SESSION]
                security_token_file=~/.oci/token
                """);
    }

    Path file(String name) {
        return home.resolve(".oci").resolve(name);
    }

    void write(String name, String content) throws IOException {
        Files.createDirectories(home.resolve(".oci"));
        Files.writeString(file(name), content);
    }

    String read(String name) throws IOException {
        return Files.readString(file(name));
    }

    SignIn signIn(Auth auth, Map<String, String> environment) {
        return new SignIn(OciAuth.of(auth), SECRETS, home, environment);
    }

    public Signer signer(BackendSettings settings, InstantSource clock) throws Exception {
        return OciSigner.of(
                settings, SECRETS, home, Map.of(), Network.trusting(Trust.ofSystem()), clock);
    }

    /// A backend of OCI that this server plays.
    public static BackendSettings backend(OciServer server) {
        return BackendSettings.of("up", BackendKind.OCI, server.url())
                .withPart("compartmentId", TextNode.valueOf("ocid1.compartment.oc1..test"));
    }

    static BackendSettings session(OciServer server) {
        return backend(server)
                .withAuth(
                        Auth.of(new AuthStyle.Oci())
                                .withPart("profile", TextNode.valueOf("SESSION"))
                                .withPart("refreshUrl", TextNode.valueOf(server.refreshUrl())));
    }

    /// A token that says when it was made and until when it is good.
    static String token(Instant from, Instant until) {
        String claims =
                "{\"iat\":%d,\"exp\":%d}".formatted(from.getEpochSecond(), until.getEpochSecond());
        return "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
