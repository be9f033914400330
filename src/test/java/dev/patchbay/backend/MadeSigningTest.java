package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MadeSigningTest {
    private static final Signing.Refusal REFUSAL = new Signing.Refusal(401, Headers.NONE, "no");

    @RegisterExtension static final IoThread IO = new IoThread();

    private final List<String> done = new ArrayList<>();

    private Signer.Signature make() {
        assertNotSame(IO.get(), Thread.currentThread());
        done.add("made");
        return new Signer.Signature(Headers.of("x", String.valueOf(done.size())), "");
    }

    private static Signing.Step first(Signing signing) throws Exception {
        var step = new CompletableFuture<Signing.Step>();
        signing.first(
                IO.get(),
                told -> {
                    assertSame(IO.get(), Thread.currentThread());
                    step.complete(told);
                });
        return step.get(20, TimeUnit.SECONDS);
    }

    private static Optional<Signing.Step> next(Signing signing) throws Exception {
        var step = new CompletableFuture<Optional<Signing.Step>>();
        signing.next(REFUSAL, IO.get(), step::complete);
        return step.get(20, TimeUnit.SECONDS);
    }

    private static String shown(Signing.Step step) {
        return ((Signing.Step.Show) step).signature().headers().first("x").orElseThrow();
    }

    @Test
    void it_is_made_away_from_the_io_thread_and_shown_on_it() throws Exception {
        assertEquals("1", shown(first(new MadeSigning("t", _ -> make(), () -> {}))));
    }

    @Test
    void after_a_refusal_it_is_made_of_what_is_looked_for_anew_and_only_once() throws Exception {
        var signing = new MadeSigning("t", _ -> make(), () -> done.add("forgot"));
        first(signing);
        assertTrue(signing.mayMend(401));
        assertFalse(signing.mayMend(403));

        assertEquals("3", shown(next(signing).orElseThrow()));
        assertEquals(List.of("made", "forgot", "made"), done);
        assertFalse(signing.mayMend(401));
    }

    @Test
    void where_it_cannot_be_made_nothing_is_asked() throws Exception {
        var error = ProxyError.of(ProxyError.Kind.UNAUTHORIZED, "no key file");
        var signing =
                new MadeSigning(
                        "t",
                        _ -> {
                            throw error;
                        },
                        () -> {});

        assertEquals(new Signing.Step.Refuse(error), first(signing));
        assertEquals(Optional.of(new Signing.Step.Refuse(error)), next(signing));
    }
}
