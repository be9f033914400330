package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Service;
import dev.patchbay.backend.Storms;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.bodies.BodyReader;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Keeps a client that sends one failing request over and over from its backend. What failed is
/// remembered where the route begins, so that it is found there again. As long as nothing fails,
/// it costs nothing.
final class StormGuard {
    /// What tells two clients apart that send the same, beside their local tokens.
    private static final List<String> CREDENTIALS = List.of("x-api-key", "authorization");

    private final Incoming incoming;
    private final Executor io;
    private final Steps steps;
    private @Nullable Storms storms;
    private @Nullable String fingerprint;

    StormGuard(Incoming incoming, Executor io, Steps steps) {
        this.incoming = incoming;
        this.io = io;
        this.steps = steps;
    }

    /// Finds out whether the request may be passed on; then goes on with what it is to be told
    /// instead, or with nothing.
    ///
    /// @param first the backend at the head of its route
    void check(Service first, Consumer<Optional<Storms.Calm>> then) {
        Storms theirs = first.standing().storms();
        storms = theirs;
        if (theirs.quiet()) {
            then.accept(Optional.empty());
            return;
        }
        steps.away(
                isLarge(),
                () -> fingerprint(incoming),
                print -> {
                    fingerprint = print;
                    then.accept(theirs.calm(print));
                },
                error -> then.accept(Optional.empty()));
    }

    /// The request was passed on, and failed.
    void failed(ProxyError error) {
        Storms theirs = storms;
        if (theirs == null) {
            return;
        }
        if (fingerprint != null) {
            theirs.failed(fingerprint, error);
            return;
        }
        Errand.run(
                io,
                isLarge(),
                () -> fingerprint(incoming),
                result -> {
                    if (result instanceof Errand.Done<String>(String print)) {
                        theirs.failed(print, error);
                    }
                });
    }

    void answered() {
        if (storms != null && fingerprint != null) {
            storms.answered(fingerprint);
        }
    }

    private boolean isLarge() {
        return incoming.bytes().length > BodyReader.LARGE;
    }

    private static String fingerprint(Incoming incoming) {
        MessageDigest digest = sha256();
        digest.update(bytes(incoming.front()));
        incoming.token().ifPresent(token -> digest.update(bytes(token + "\n")));
        for (String name : CREDENTIALS) {
            for (String value : incoming.headers().all(name)) {
                digest.update(bytes(name + value + "\n"));
            }
        }
        return HexFormat.of().formatHex(digest.digest(incoming.bytes()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
