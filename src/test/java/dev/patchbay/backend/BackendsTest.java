package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.xnio.XnioIoThread;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What is known of a backend lives as long as its settings stay as they are.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BackendsTest {
    private static final BackendSettings A =
            BackendSettings.of("a", BackendKind.OPENAI, "https://a.example/v1");
    private static final BackendSettings B =
            BackendSettings.of("b", BackendKind.OPENAI, "https://b.example/v1");

    private static final class Nobody implements Backend {
        @Override
        public Dialect dialect() {
            return Dialect.OPENAI;
        }

        @Override
        public Upstream open(XnioIoThread io, Outgoing outgoing, Answer answer) {
            throw new AssertionError("nobody is asked");
        }

        @Override
        public void close() {}
    }

    private static Backends backends(Backends before, BackendSettings... settings) {
        return Backends.of(
                List.of(settings), _ -> Optional.of(new Nobody()), before, InstantSource.system());
    }

    private static Standing standing(Backends backends, String id) {
        return backends.service(id).orElseThrow().standing();
    }

    @Test
    void how_a_backend_did_outlives_a_change_of_another() {
        Backends before = backends(Backends.none(), A, B);
        Backends after = backends(before, A, B.withName("another name"));

        assertSame(standing(before, "a"), standing(after, "a"));
        assertNotSame(standing(before, "b"), standing(after, "b"));
    }

    @Test
    void a_backend_whose_failures_are_treated_otherwise_begins_anew() {
        Backends before = backends(Backends.none(), A);
        Backends after = backends(before, A.withResilience(A.resilience().withFailures(2)));

        assertNotSame(standing(before, "a"), standing(after, "a"));
    }
}
