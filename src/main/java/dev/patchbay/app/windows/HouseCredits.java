package dev.patchbay.app.windows;

import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Credits.Credit;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What is left at the services that tell it. Each is asked when somebody wants to know, and no
/// more often than every few minutes.
final class HouseCredits {
    static final Duration FRESH = Duration.ofMinutes(10);

    /// How a backend is asked; throws why it does not tell.
    interface Question {
        Optional<Credit> ask(String backend);
    }

    private record Told(Instant at, CreditLeft left) {}

    private final Supplier<Settings> settings;
    private final Question question;
    private final InstantSource clock;
    private final Texts texts;
    private final Map<BackendSettings, Told> told = new ConcurrentHashMap<>();

    HouseCredits(Supplier<Settings> settings, Question question, InstantSource clock, Texts texts) {
        this.settings = settings;
        this.question = question;
        this.clock = clock;
        this.texts = texts;
    }

    /// By the backends' ids. Waits for those that must be asked first.
    synchronized Map<String, CreditLeft> all() {
        List<BackendSettings> asked =
                settings.get().backends().stream().filter(HouseCredits::tells).toList();
        told.keySet().retainAll(asked);
        Instant old = clock.instant().minus(FRESH);
        List<Thread> asking = new ArrayList<>();
        for (BackendSettings backend : asked) {
            Told before = told.get(backend);
            if (before == null || !before.at().isAfter(old)) {
                asking.add(
                        Thread.ofVirtual()
                                .name("credit of " + backend.id())
                                .start(() -> told.put(backend, ask(backend.id()))));
            }
        }
        await(asking);
        Map<String, CreditLeft> all = new HashMap<>();
        told.forEach((backend, it) -> all.put(backend.id(), it.left()));
        return all;
    }

    private static boolean tells(BackendSettings backend) {
        return backend.enabled()
                && !backend.auth().keys().isEmpty()
                && backend.shipped()
                        .flatMap(Preset::credits)
                        .filter(it -> it.isOf(backend.baseUrl()))
                        .isPresent();
    }

    private Told ask(String backend) {
        try {
            CreditLeft left =
                    question.ask(backend)
                            .<CreditLeft>map(CreditLeft.Known::new)
                            .orElseGet(
                                    () ->
                                            new CreditLeft.Unknown(
                                                    texts.get("settings.credit.nobody")));
            return new Told(clock.instant(), left);
        } catch (ProxyError e) {
            return new Told(clock.instant(), new CreditLeft.Unknown(e.message()));
        }
    }

    /// Each has its own deadline.
    private static void await(List<Thread> asking) {
        try {
            for (Thread each : asking) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
