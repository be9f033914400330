package dev.patchbay.backend.oci;

import dev.patchbay.settings.OciAuth;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.Secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One profile of an OCI configuration, as it lies on the disk.
final class SignIn {
    /// A credential and the files it was read from, as they were then.
    record Found(Credential credential, List<Stamp> stamps) {
        boolean isStale() {
            return stamps.stream().anyMatch(stamp -> !stamp.equals(Stamp.of(stamp.file())));
        }
    }

    /// What shows that a file has changed.
    record Stamp(Path file, long size, Optional<FileTime> changed) {
        static Stamp of(Path file) {
            try {
                return new Stamp(
                        file, Files.size(file), Optional.of(Files.getLastModifiedTime(file)));
            } catch (IOException e) {
                // It is gone or closed to us; who needs it will say so.
                return new Stamp(file, -1, Optional.empty());
            }
        }
    }

    private final OciAuth auth;
    private final Secrets secrets;
    private final Path home;
    private final Map<String, String> environment;

    SignIn(OciAuth auth, Secrets secrets, Path home, Map<String, String> environment) {
        this.auth = auth;
        this.secrets = secrets;
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    String profile() {
        return auth.profile();
    }

    /// Where the profile is at home, without reading its keys.
    Optional<String> region() throws SecretUnavailable {
        return region(values(file()));
    }

    Found read() throws SecretUnavailable {
        Path file = file();
        var stamp = Stamp.of(file);
        var values = values(file);
        refuseOthers(values);
        Path keyFile = path(required(values, "key_file"));
        Optional<Path> tokenFile =
                Optional.ofNullable(values.get("security_token_file")).map(this::path);
        var stamps =
                Stream.concat(
                                Stream.of(stamp, Stamp.of(keyFile)),
                                tokenFile.stream().map(Stamp::of))
                        .toList();
        String pem = Plain.text(keyFile, "The OCI key");
        pem.lines().filter(SignIn::isKey).map(Secret::of).forEach(secrets::met);
        var key = PemKey.read(pem, passPhrase(values), keyFile.toString());
        Optional<SessionToken> session = Optional.empty();
        if (tokenFile.isPresent()) {
            var token = Plain.text(tokenFile.get(), "The OCI session token").strip();
            session = Optional.of(SessionToken.of(token, tokenFile.get()));
            secrets.met(session.get().value());
        }
        String keyId =
                session.isPresent()
                        ? "ST$" + session.get().value().reveal()
                        : String.join(
                                "/",
                                required(values, "tenancy"),
                                required(values, "user"),
                                required(values, "fingerprint"));
        if (keyId.chars().anyMatch(c -> c < ' ' || c == '"' || c > '~')) {
            throw new SecretUnavailable(
                    Reason.UNUSABLE,
                    "What the OCI profile '%s' signs in with holds letters that no header may have."
                            .formatted(auth.profile()));
        }
        return new Found(new Credential(Secret.of(keyId), key, region(values), session), stamps);
    }

    /// Whether this line of a PEM file is a part of the key, and not what labels it.
    private static boolean isKey(String line) {
        return line.length() >= 32 && line.chars().allMatch(SignIn::isBase64);
    }

    private static boolean isBase64(int letter) {
        return Character.isLetterOrDigit(letter) || "+/=".indexOf(letter) >= 0;
    }

    /// What was remembered of the pass phrase is looked for anew.
    void forget() {
        auth.passPhrase().ifPresent(secrets::forget);
    }

    private Path file() {
        return ConfigFile.find(auth.configFile(), home, environment);
    }

    private Map<String, String> values(Path file) throws SecretUnavailable {
        return ConfigFile.read(file).profile(auth.profile());
    }

    private Optional<String> region(Map<String, String> values) {
        return Optional.ofNullable(values.get("region"))
                .or(() -> Optional.ofNullable(environment.get("OCI_REGION")))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /// Programs inside OCI sign in without keys of their own; a desktop cannot.
    private void refuseOthers(Map<String, String> values) throws SecretUnavailable {
        for (String key : List.of("authentication_type", "delegation_token_file")) {
            if (values.containsKey(key)) {
                throw new SecretUnavailable(
                        Reason.UNUSABLE,
                        ("The OCI profile '%s' signs in by %s, which works only inside OCI; name a"
                                        + " profile with a key or with a session token.")
                                .formatted(auth.profile(), key));
            }
        }
    }

    private String required(Map<String, String> values, String key) throws SecretUnavailable {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new SecretUnavailable(
                    Reason.MISSING,
                    "The OCI profile '%s' has no %s.".formatted(auth.profile(), key));
        }
        return value;
    }

    private Path path(String text) {
        return ConfigFile.at(text, home);
    }

    private Optional<Secret> passPhrase(Map<String, String> values) throws SecretUnavailable {
        Optional<SecretRef> ref = auth.passPhrase();
        if (ref.isPresent()) {
            return Optional.of(secrets.get(ref.get()));
        }
        var passPhrase =
                Optional.ofNullable(values.getOrDefault("pass_phrase", values.get("passphrase")))
                        .filter(text -> !text.isEmpty())
                        .map(Secret::of);
        passPhrase.ifPresent(secrets::met);
        return passPhrase;
    }
}
