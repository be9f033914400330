package dev.patchbay.backend.oci;

import dev.patchbay.backend.Address;
import dev.patchbay.backend.Fetch;
import dev.patchbay.backend.MadeSigning;
import dev.patchbay.backend.Network;
import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Signer;
import dev.patchbay.backend.Signing;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.OciAuth;
import dev.patchbay.settings.OciRegion;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.Secrets;
import dev.patchbay.wire.Headers;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Signs requests with a profile of the user's OCI configuration: by its API key, or by its session
/// token, which is renewed while it is still good.
///
/// What was read from the files is kept until one of them changes or OCI refuses a signature. Only
/// one renewal runs at a time, beside the requests: until it is over they are signed with the token
/// that is there.
public final class OciSigner implements Signer {
    private static final Duration REST_AFTER_FAILURE = Duration.ofMinutes(1);

    private final String backend;
    private final Address address;
    private final String compartment;
    private final SignIn signIn;
    private final SessionRefresh refresh;
    private final InstantSource clock;

    private volatile SignIn.@Nullable Found found;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile Instant notBefore = Instant.MIN;
    private volatile String lastFailure = "";

    private OciSigner(
            String backend,
            Address address,
            String compartment,
            SignIn signIn,
            SessionRefresh refresh,
            InstantSource clock) {
        this.backend = backend;
        this.address = address;
        this.compartment = compartment;
        this.signIn = signIn;
        this.refresh = refresh;
        this.clock = clock;
    }

    /// @param home the user's home folder
    public static OciSigner of(
            BackendSettings settings,
            Secrets secrets,
            Path home,
            Map<String, String> environment,
            Network network,
            InstantSource clock) {
        var auth = OciAuth.of(settings.auth());
        // The native call names the compartment in its body, the OpenAI doors in a header.
        boolean inBody = settings.kind().dialect() == Dialect.OCI;
        return new OciSigner(
                settings.name(),
                Address.of(URI.create(settings.baseUrl()), settings.query()),
                inBody ? "" : settings.compartmentId(),
                new SignIn(auth, secrets, home, environment),
                new SessionRefresh(
                        auth.refreshUrl(),
                        new Fetch("The sign-in of " + settings.name(), settings.way(), network)),
                clock);
    }

    /// The address of a backend that names neither address nor region: its profile's region does.
    public static Optional<String> usualAddress(
            BackendSettings settings, Secrets secrets, Path home, Map<String, String> environment)
            throws SecretUnavailable {
        return new SignIn(OciAuth.of(settings.auth()), secrets, home, environment)
                .region()
                .map(region -> OciRegion.of(region).inference());
    }

    @Override
    public Signing begin(Outgoing outgoing) {
        return new MadeSigning(
                "signature for " + backend, io -> signature(outgoing, io), this::forget);
    }

    private void forget() {
        found = null;
        signIn.forget();
    }

    private Signature signature(Outgoing outgoing, XnioIoThread io) {
        try {
            return new Signature(headers(outgoing, io), "");
        } catch (SecretUnavailable e) {
            throw ProxyError.of(
                            ProxyError.Kind.UNAUTHORIZED,
                            "%s: %s".formatted(backend, e.message()),
                            e)
                    .withShouldRetry(false);
        }
    }

    private Headers headers(Outgoing outgoing, XnioIoThread io) throws SecretUnavailable {
        Instant now = clock.instant();
        Credential credential = credential(now, io);
        String type = outgoing.headers().first("content-type").orElse("application/json");
        var signed =
                new Signatures.Signed(
                        outgoing.method(),
                        address.authority(),
                        address.target(outgoing.path(), ""),
                        type,
                        outgoing.body());
        Headers headers = Signatures.sign(signed, credential, now);
        if (signed.hasBody() && outgoing.headers().first("content-type").isEmpty()) {
            headers = headers.with("Content-Type", type);
        }
        return compartment.isEmpty() ? headers : headers.with("opc-compartment-id", compartment);
    }

    private Credential credential(Instant now, XnioIoThread io) throws SecretUnavailable {
        Credential credential = current();
        Optional<SessionToken> session = credential.session();
        if (session.isPresent()) {
            if (session.get().isOver(now)) {
                throw over();
            }
            if (session.get().isDue(now)) {
                renew(credential, session.get(), now, io);
            }
        }
        return credential;
    }

    private synchronized Credential current() throws SecretUnavailable {
        SignIn.Found known = found;
        if (known == null || known.isStale()) {
            known = signIn.read();
            found = known;
        }
        return known.credential();
    }

    private SecretUnavailable over() {
        return new SecretUnavailable(
                Reason.UNUSABLE,
                "The OCI session of the profile '%s' is over; run `oci session authenticate --profile-name %s`.%s"
                        .formatted(
                                signIn.profile(),
                                signIn.profile(),
                                lastFailure.isEmpty() ? "" : " " + lastFailure));
    }

    private void renew(Credential credential, SessionToken session, Instant now, XnioIoThread io) {
        if (now.isBefore(notBefore) || !refreshing.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual()
                .name("session of " + backend)
                .start(
                        () -> {
                            try {
                                renewNow(credential, session, now, io);
                            } finally {
                                refreshing.set(false);
                            }
                        });
    }

    private void renewNow(
            Credential credential, SessionToken session, Instant now, XnioIoThread io) {
        try {
            // Another thread, or another program, may have been quicker.
            if (current().session().map(session::equals).orElse(false)) {
                refresh.run(credential, session, now, io);
                lastFailure = "";
                found = null;
            }
        } catch (SecretUnavailable e) {
            lastFailure = e.message();
            notBefore = now.plus(REST_AFTER_FAILURE);
        } catch (ProxyError e) {
            lastFailure = e.message();
            notBefore = now.plus(REST_AFTER_FAILURE);
        } catch (RuntimeException e) {
            lastFailure = "Its renewal failed (%s).".formatted(e.getClass().getSimpleName());
            notBefore = now.plus(REST_AFTER_FAILURE);
        }
    }
}
