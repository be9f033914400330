package dev.patchbay.app.doctor;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.proxy.exchange.BackendTest.Tick;
import dev.patchbay.proxy.exchange.BackendTest.Tick.Outcome;
import dev.patchbay.settings.BackendSettings;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Whether each backend answers: a few tiny questions, to all of them at once.
public final class BackendsCheck {
    private static final String SUBJECT = "backend";

    private final List<BackendSettings> backends;
    private final Switchboard switchboard;

    public BackendsCheck(List<BackendSettings> backends, Switchboard switchboard) {
        this.backends = List.copyOf(backends);
        this.switchboard = switchboard;
    }

    public List<Finding> look() throws InterruptedException {
        if (backends.isEmpty()) {
            return List.of(
                    Finding.fail(
                            SUBJECT,
                            "There is no backend, so nobody answers.",
                            "Add one in the settings, or take over another program's: patchbay"
                                    + " import FILE"));
        }
        try (var askers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            List<Callable<Finding>> questions =
                    backends.stream().<Callable<Finding>>map(it -> () -> ask(it)).toList();
            return askers.invokeAll(questions).stream().map(BackendsCheck::answer).toList();
        }
    }

    private static Finding answer(Future<Finding> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            return Finding.fail(SUBJECT, ProxyError.from(e).message(), "");
        } catch (InterruptedException e) {
            throw new IllegalStateException("all of them have ended", e);
        }
    }

    private Finding ask(BackendSettings backend) {
        String name = backend.name();
        if (!backend.enabled()) {
            return Finding.ok(SUBJECT, name + " is switched off.");
        }
        try {
            return judged(name, backend.id(), switchboard.test(backend.id()));
        } catch (ProxyError e) {
            return Finding.fail(SUBJECT, name + ": " + e.message(), advice(backend.id()));
        }
    }

    static Finding judged(String name, String id, List<Tick> ticks) {
        List<Tick> failed = ticks.stream().filter(tick -> tick.outcome() == Outcome.NO).toList();
        if (failed.isEmpty()) {
            String good =
                    ticks.stream()
                            .filter(tick -> tick.outcome() == Outcome.YES)
                            .map(Tick::question)
                            .collect(Collectors.joining(", "));
            return Finding.ok(SUBJECT, "%s answers: %s.".formatted(name, good));
        }
        String found =
                failed.stream()
                        .map(tick -> tick.question() + ": " + tick.detail())
                        .collect(Collectors.joining("; "));
        boolean dead =
                failed.stream()
                        .anyMatch(tick -> !List.of("models", "tools").contains(tick.question()));
        return dead
                ? Finding.fail(SUBJECT, name + ": " + found, advice(id))
                : Finding.warn(SUBJECT, name + ": " + found, advice(id));
    }

    private static String advice(String id) {
        return "Look at its address and keys in the settings, then: patchbay test " + id;
    }
}
