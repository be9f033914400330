package dev.patchbay.backend;

import dev.patchbay.codec.errors.RetryAfter;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Resilience;
import dev.patchbay.settings.SecretUnavailable;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// One request tries a backend's keys: each once, and a refused one once more if its place holds
/// another value by now.
final class KeySigning implements Signing {
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private static final String LIMITED = "is at its limit (429)";
    private static final String UNPAID = "has no credit left (402)";
    private static final String REFUSED = "was refused (401)";

    private final KeySigner signer;
    private final KeyTurns turns;
    private final Resilience resilience;
    private List<Integer> order = List.of();
    private int at;
    private KeySigner.@Nullable Shown shown;
    private boolean lookedAnew;

    KeySigning(KeySigner signer, KeyTurns turns, Resilience resilience) {
        this.signer = signer;
        this.turns = turns;
        this.resilience = resilience;
    }

    @Override
    public void first(XnioIoThread io, Consumer<Step> then) {
        order = turns.order();
        show("", io, then);
    }

    @Override
    public void accepted() {
        turns.wake(key());
    }

    @Override
    public boolean mayMend(int status) {
        return status == 401 || status == 402 || status == 429;
    }

    @Override
    public void next(Refusal refusal, XnioIoThread io, Consumer<Optional<Step>> then) {
        switch (refusal.status()) {
            case 401 -> lookAnew(io, then);
            case 402 -> {
                turns.rest(key(), resilience.keyRest(), UNPAID);
                following(UNPAID, io, then);
            }
            default -> limited(refusal, io, then);
        }
    }

    private void limited(Refusal refusal, XnioIoThread io, Consumer<Optional<Step>> then) {
        OptionalInt wait = RetryAfter.of(refusal.headers(), refusal.body());
        Duration rest = wait.isPresent() ? rest(wait.getAsInt()) : resilience.limitRest();
        turns.rest(key(), rest, LIMITED);
        // A short wait is for whoever asked to sit out: it keeps a conversation on one key.
        if (wait.orElse(Integer.MAX_VALUE) <= resilience.retryAfterSeconds()) {
            then.accept(Optional.empty());
        } else {
            following(LIMITED, io, then);
        }
    }

    private static Duration rest(int seconds) {
        return Duration.ofSeconds(Math.min(seconds, LONGEST_REST.toSeconds()));
    }

    private void lookAnew(XnioIoThread io, Consumer<Optional<Step>> then) {
        if (lookedAnew) {
            refused(io, then);
            return;
        }
        lookedAnew = true;
        KeySigner.Shown refused = Objects.requireNonNull(shown);
        Away.run(
                "key of " + signer.backend(),
                io,
                () -> signer.findAnew(key(), refused),
                _ -> Optional.<KeySigner.Shown>empty(),
                anew -> {
                    if (anew.isEmpty()) {
                        refused(io, then);
                        return;
                    }
                    shown = anew.get();
                    String told = label(key()) + " was refused (401), and is another one by now";
                    then.accept(Optional.of(new Step.Show(shown.signature(), told)));
                });
    }

    private void refused(XnioIoThread io, Consumer<Optional<Step>> then) {
        turns.rest(key(), resilience.keyRest(), REFUSED);
        following(REFUSED, io, then);
    }

    private void following(String why, XnioIoThread io, Consumer<Optional<Step>> then) {
        if (at + 1 == order.size()) {
            then.accept(Optional.empty());
            return;
        }
        String told = label(key()) + " " + why;
        at++;
        lookedAnew = false;
        show(told, io, step -> then.accept(Optional.of(step)));
    }

    private void show(String told, XnioIoThread io, Consumer<Step> then) {
        KeySigner.Shown known = signer.known(key());
        if (known != null) {
            shown = known;
            then.accept(new Step.Show(known.signature(), told));
        } else {
            fetch(told, io, then);
        }
    }

    private sealed interface Fetched {
        record Found(KeySigner.Shown key) implements Fetched {}

        record Missing(ProxyError why) implements Fetched {}
    }

    private void fetch(String told, XnioIoThread io, Consumer<Step> then) {
        int key = key();
        Away.<Fetched>run(
                "key of " + signer.backend(),
                io,
                () -> found(key),
                Fetched.Missing::new,
                fetched -> {
                    switch (fetched) {
                        case Fetched.Found(KeySigner.Shown now) -> {
                            shown = now;
                            then.accept(new Step.Show(now.signature(), told));
                        }
                        case Fetched.Missing(ProxyError why) -> {
                            if (at + 1 == order.size()) {
                                then.accept(new Step.Refuse(why));
                            } else {
                                at++;
                                show(label(key) + " cannot be had", io, then);
                            }
                        }
                    }
                });
    }

    private Fetched found(int key) {
        try {
            return new Fetched.Found(signer.find(key));
        } catch (SecretUnavailable e) {
            return new Fetched.Missing(signer.unavailable(key, e));
        }
    }

    private int key() {
        return order.get(at);
    }

    /// People count from one, and never see the key itself.
    private String label(int key) {
        return "key %d of %d".formatted(key + 1, turns.count());
    }
}
