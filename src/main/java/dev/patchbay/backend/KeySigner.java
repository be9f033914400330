package dev.patchbay.backend;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Secrets;
import dev.patchbay.wire.Headers;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Shows one of a backend's keys in the style that it wants. Each key is asked for once, away from
/// the I/O threads, and again after the backend refused it.
public final class KeySigner implements Signer {
    /// A key as it was found, and how it is shown.
    record Shown(Secret secret, Signature signature) {}

    private final String backend;
    private final AuthStyle style;
    private final Dialect dialect;
    private final List<SecretRef> refs;
    private final Secrets secrets;
    private final KeyTurns turns;
    private final AtomicReferenceArray<@Nullable Shown> found;

    private KeySigner(
            BackendSettings settings, List<SecretRef> refs, Secrets secrets, InstantSource clock) {
        this.backend = settings.name();
        this.style = settings.auth().style();
        this.dialect = settings.kind().dialect();
        this.refs = refs;
        this.secrets = secrets;
        this.turns = new KeyTurns(refs.size(), settings.auth().rotation(), clock);
        this.found = new AtomicReferenceArray<>(refs.size());
    }

    /// The signer for what the user said; without a key, a request goes unsigned.
    public static Signer of(BackendSettings settings, Secrets secrets, InstantSource clock) {
        Auth auth = settings.auth();
        return switch (auth.style()) {
            case AuthStyle.None _, AuthStyle.Oci _, AuthStyle.OAuth _ -> NONE;
            case AuthStyle.Client _ ->
                    new KeySigner(settings, auth.keys().stream().limit(1).toList(), secrets, clock);
            case AuthStyle.Bearer _,
                    AuthStyle.ApiKey _,
                    AuthStyle.Both _,
                    AuthStyle.Header _,
                    AuthStyle.Query _ ->
                    auth.keys().isEmpty()
                            ? NONE
                            : new KeySigner(settings, auth.keys(), secrets, clock);
        };
    }

    @Override
    public Signing begin(Outgoing outgoing) {
        if (style instanceof AuthStyle.Client && outgoing.credential().isPresent()) {
            return Signing.of(passedOn(outgoing.credential().get()));
        }
        return refs.isEmpty()
                ? Signing.refused(
                        ("%s is asked with the client's own credential, but the client sent none"
                             + " beside Patchbay's token. Let it send one, or add a key to this"
                             + " backend.")
                                .formatted(backend))
                : new KeySigning(this, turns);
    }

    String backend() {
        return backend;
    }

    /// A key that was found before.
    @Nullable Shown known(int key) {
        return found.get(key);
    }

    /// May block.
    Shown find(int key) throws SecretUnavailable {
        Secret secret = secrets.get(refs.get(key));
        var shown = new Shown(secret, show(style, secret));
        found.set(key, shown);
        return shown;
    }

    /// Looks for a refused key anew; it is there only if another value has taken its place. May
    /// block.
    Optional<Shown> findAnew(int key, Shown refused) {
        // Of many requests that were refused together, one looks.
        if (found.compareAndSet(key, refused, null)) {
            secrets.forget(refs.get(key));
        }
        try {
            Shown other = found.get(key);
            Shown now = other == null ? find(key) : other;
            return now.secret().equals(refused.secret()) ? Optional.empty() : Optional.of(now);
        } catch (SecretUnavailable e) {
            // What cannot be had any more is no other value; the next request tells why.
            return Optional.empty();
        }
    }

    ProxyError unavailable(int key, SecretUnavailable why) {
        return ProxyError.of(
                        ProxyError.Kind.UNAUTHORIZED,
                        "%s: its key %s cannot be had. %s"
                                .formatted(backend, refs.get(key), why.message()))
                .withShouldRetry(false);
    }

    private Signature passedOn(Credential own) {
        return switch (dialect) {
            case ANTHROPIC -> show(own.style(), own.secret());
            case OPENAI, OCI -> show(new AuthStyle.Bearer(), own.secret());
        };
    }

    private Signature show(AuthStyle how, Secret secret) {
        String value = secret.reveal();
        return switch (how) {
            case AuthStyle.Bearer _ -> headers("Authorization", "Bearer " + value);
            case AuthStyle.ApiKey _ -> headers("x-api-key", value);
            case AuthStyle.Both _ ->
                    headers("Authorization", "Bearer " + value, "x-api-key", value);
            case AuthStyle.Header(String name) -> headers(name, value);
            case AuthStyle.Query(String name) ->
                    new Signature(
                            Headers.NONE,
                            name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            case AuthStyle.Client _ ->
                    dialect == Dialect.ANTHROPIC
                            ? show(new AuthStyle.ApiKey(), secret)
                            : show(new AuthStyle.Bearer(), secret);
            case AuthStyle.None _, AuthStyle.Oci _, AuthStyle.OAuth _ -> Signature.NONE;
        };
    }

    private static Signature headers(String... lines) {
        return new Signature(Headers.of(lines), "");
    }
}
