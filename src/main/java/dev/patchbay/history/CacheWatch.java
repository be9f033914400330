package dev.patchbay.history;

import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Watches how much of an alias's prompts comes from caches, and tells when that falls to less than
/// half of what it was: somebody pays more than before, and seldom knows it.
public final class CacheWatch {
    /// So many exchanges are compared with those before them.
    private static final int RECENT = 20;

    /// After so many the past fades, so that what lasts becomes the new past.
    private static final int PAST = 400;

    /// Shorter prompts are not cached anywhere.
    private static final long SHORTEST = 1_024;

    /// Less was never worth much.
    private static final double LEAST = 0.2;

    private static final double HALF = 0.5;
    private static final double RECOVERED = 0.75;
    private static final int MOST_ALIASES = 1_000;

    /// Most caches forget what nobody asked for within this time.
    private static final Duration LIFE = Duration.ofMinutes(5);

    private record Seen(long prompt, long cached, String model, Instant at) {}

    private final InstantSource clock;
    private final Journal journal;
    private final Map<String, Alias> aliases = new HashMap<>();

    public CacheWatch(InstantSource clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    /// Takes what was before this program began.
    public synchronized void restore(Collection<? extends Sum<?>> sums) {
        for (Sum<?> sum : sums) {
            Sum.Group group = sum.group();
            if (!group.alias().isEmpty() && !group.estimated() && !group.replay()) {
                alias(group.alias()).remember(sum.totals());
            }
        }
    }

    /// Hears the journal.
    public void hear(Note note) {
        if (note instanceof Note.ExchangeEnded ended
                && ended.alias().isPresent()
                // What was sent once before says nothing of how prompts come by themselves.
                && ended.replayOf().isEmpty()
                && tells(ended.usage())) {
            see(ended.alias().get(), ended);
        }
    }

    private static boolean tells(Usage usage) {
        return usage.cacheRead().isPresent()
                && usage.prompt().orElse(0) >= SHORTEST
                && !usage.estimated();
    }

    private void see(String name, Note.ExchangeEnded ended) {
        var seen =
                new Seen(
                        ended.usage().prompt().orElse(0),
                        ended.usage().cacheRead().orElse(0),
                        ended.model().orElse(""),
                        clock.instant());
        Optional<Note> news;
        synchronized (this) {
            news = alias(name).see(seen);
        }
        news.ifPresent(journal::add);
    }

    private Alias alias(String name) {
        if (aliases.size() >= MOST_ALIASES) {
            aliases.clear();
        }
        return aliases.computeIfAbsent(name, Alias::new);
    }

    /// What is known of one alias.
    private static final class Alias {
        private final String name;
        private final Deque<Seen> recent = new ArrayDeque<>();
        private double pastPrompt;
        private double pastCached;
        private double pastRequests;
        private String pastModel = "";
        private boolean told;

        Alias(String name) {
            this.name = name;
        }

        void remember(Totals totals) {
            remember(totals.prompt(), totals.cacheRead(), totals.requests());
        }

        private void remember(double prompt, double cached, double requests) {
            pastPrompt += prompt;
            pastCached += cached;
            pastRequests += requests;
            if (pastRequests > PAST) {
                double faded = PAST / 2.0 / pastRequests;
                pastPrompt *= faded;
                pastCached *= faded;
                pastRequests *= faded;
            }
        }

        Optional<Note> see(Seen seen) {
            recent.add(seen);
            if (recent.size() > RECENT) {
                Seen oldest = recent.remove();
                pastModel = oldest.model();
                remember(oldest.prompt(), oldest.cached(), 1);
            }
            double before = pastPrompt == 0 ? 0 : pastCached / pastPrompt;
            double now =
                    (double) recent.stream().mapToLong(Seen::cached).sum()
                            / recent.stream().mapToLong(Seen::prompt).sum();
            if (told) {
                told = now < before * RECOVERED;
                return Optional.empty();
            }
            told = recent.size() == RECENT && before >= LEAST && now < before * HALF;
            return told
                    ? Optional.of(
                            new Note.CacheHitsFell(name, percent(before), percent(now), reason()))
                    : Optional.empty();
        }

        private static int percent(double share) {
            return (int) Math.round(100 * share);
        }

        private String reason() {
            String model = recent.getLast().model();
            if (!pastModel.isEmpty() && !pastModel.equals(model)) {
                return "the model changed from %s to %s".formatted(pastModel, model);
            }
            if (2 * pauses() >= RECENT) {
                return "pauses between requests are longer than most caches live";
            }
            return "prompts begin differently each time: their system prompt, tools or first"
                    + " message";
        }

        private long pauses() {
            long pauses = 0;
            Instant last = recent.getFirst().at();
            for (Seen seen : recent) {
                if (Duration.between(last, seen.at()).compareTo(LIFE) > 0) {
                    pauses++;
                }
                last = seen.at();
            }
            return pauses;
        }
    }
}
