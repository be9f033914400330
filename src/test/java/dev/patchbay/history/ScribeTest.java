package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.journal.Journal;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScribeTest {
    private static final int MANY = 2_000;

    @TempDir Path folder;

    @Test
    void where_much_waits_already_it_is_written_without_waiting_for_more() throws Exception {
        var limits = new Limits(Duration.ofHours(1), Duration.ofSeconds(1), 10_000, 0, 0, 0);
        var clock = new HandClock("2026-11-20T10:00:00Z");
        var place =
                new Place(
                        folder.resolve("history.db"),
                        Keeping.nativeFolder(),
                        Keeping.BERLIN,
                        Schema.SHIPPED,
                        limits);
        var pending =
                new Pending(10_000, new BodyKeeper(0, 0), new KnownSecrets(), new AtomicLong());
        var desk = new Desk(place, () -> HistorySettings.DEFAULT, clock, new Journal(), pending);
        var queue = new LinkedBlockingQueue<Heard>();
        for (int i = 0; i < MANY; i++) {
            queue.add(new Heard.Began(Told.of("msg_" + i).started(), clock.instant()));
        }
        var written = new CompletableFuture<Health>();
        queue.add(new Heard.Asked(written));
        var scribe = new Scribe(queue, pending, desk, limits);
        Thread thread = Thread.ofPlatform().daemon().start(scribe);

        assertEquals(0, written.get(20, TimeUnit.SECONDS).waiting());

        scribe.close();
        queue.add(new Heard.Asked(new CompletableFuture<>()));
        thread.join();
    }
}
