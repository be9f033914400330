package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests that failed a short while ago, so that one which comes again and again is not passed on
/// every time. Shared by all I/O threads; a request is known by its fingerprint alone.
public final class Storms {
    /// What a request is told that is not passed on.
    ///
    /// @param news whether it is the first since it was passed on last
    public record Calm(ProxyError error, int failures, boolean news) {}

    private static final int MOST = 256;

    /// @param at when it failed, the latest last; no more than count
    private record Row(List<Instant> at, ProxyError last, boolean calmed) {}

    private final Resilience settings;
    private final InstantSource clock;
    private final Map<String, Row> rows =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
                    return size() > MOST;
                }
            };
    private volatile Instant lastFailure = Instant.MIN;

    Storms(Resilience settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Whether nothing failed lately, so that nobody need ask.
    public boolean quiet() {
        Instant last = lastFailure;
        return last.equals(Instant.MIN) || !isRecent(last, clock.instant());
    }

    /// What to answer instead of passing the request on, if it failed too often.
    public synchronized Optional<Calm> calm(String fingerprint) {
        Row row = rows.get(fingerprint);
        if (row == null || settings.stormRequests() == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant first = row.at.getFirst();
        if (row.at.size() < settings.stormRequests() || !isRecent(first, now)) {
            return Optional.empty();
        }
        rows.put(fingerprint, new Row(row.at, row.last, true));
        Duration left = Duration.between(now, first.plus(settings.storm()));
        int seconds = (int) Math.max(1, left.plusMillis(999).toSeconds());
        var error =
                row.last
                        .withMessage(
                                "%s (The same request failed %d times within %d seconds, so Patchbay did not pass it on.)"
                                        .formatted(
                                                row.last.message(),
                                                row.at.size(),
                                                settings.stormSeconds()))
                        .withRetryAfter(Math.max(seconds, row.last.retryAfter().orElse(0)));
        return Optional.of(new Calm(error, row.at.size(), !row.calmed));
    }

    public synchronized void failed(String fingerprint, ProxyError error) {
        if (settings.stormRequests() == 0) {
            return;
        }
        Instant now = clock.instant();
        lastFailure = now;
        Row row = rows.get(fingerprint);
        var at = new ArrayList<Instant>();
        if (row != null) {
            row.at.stream().filter(when -> isRecent(when, now)).forEach(at::add);
        }
        at.add(now);
        int most = settings.stormRequests();
        rows.put(
                fingerprint,
                new Row(
                        List.copyOf(at.subList(Math.max(0, at.size() - most), at.size())),
                        error,
                        false));
    }

    public synchronized void answered(String fingerprint) {
        rows.remove(fingerprint);
    }

    public synchronized void reset() {
        rows.clear();
        lastFailure = Instant.MIN;
    }

    /// How many requests are not passed on at present.
    public synchronized int count() {
        Instant now = clock.instant();
        return (int)
                rows.values().stream()
                        .filter(row -> row.at.size() >= settings.stormRequests())
                        .filter(row -> isRecent(row.at.getFirst(), now))
                        .count();
    }

    synchronized int size() {
        return rows.size();
    }

    // What lies ahead of a clock that was set back is not recent.
    private boolean isRecent(Instant when, Instant now) {
        return !when.isAfter(now) && when.plus(settings.storm()).isAfter(now);
    }
}
