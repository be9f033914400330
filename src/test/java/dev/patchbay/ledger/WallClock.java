package dev.patchbay.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// A clock that people may turn as they like.
final class WallClock implements InstantSource {
    private final ZoneId zone;
    private volatile Instant now;

    WallClock(String zone, String local) {
        this.zone = ZoneId.of(zone);
        this.now = LocalDateTime.parse(local).atZone(this.zone).toInstant();
    }

    ZoneId zone() {
        return zone;
    }

    LocalDays days() {
        return new LocalDays(this, zone);
    }

    void turnTo(String local) {
        now = LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    void pass(Duration more) {
        now = now.plus(more);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
