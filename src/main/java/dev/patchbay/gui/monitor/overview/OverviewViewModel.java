package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Pulse;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.ledger.Snapshot;

import java.time.InstantSource;
import java.time.ZoneId;

/// The overview: its cards, and how often each looks for news.
public final class OverviewViewModel {
    private static final int COUNTERS = Pulse.PER_SECOND / 2;
    private static final int LISTS = Pulse.PER_SECOND;
    private static final int SPEND = 10 * Pulse.PER_SECOND;

    private final Sources sources;
    private final DoorViewModel door;
    private final CountersViewModel counters;
    private final PaceViewModel pace;
    private final SpendViewModel spend;
    private final LatestViewModel latest;
    private final HealthViewModel health;
    private final RenewalViewModel renewal;
    private int beats;

    public OverviewViewModel(
            Sources sources,
            DoorViewModel door,
            InstantSource clock,
            ZoneId zone,
            Errands errands,
            Texts texts,
            Figures figures) {
        this.sources = sources;
        this.door = door;
        counters = new CountersViewModel(texts, figures);
        pace = new PaceViewModel(texts, figures);
        spend = new SpendViewModel(sources, clock, zone, errands, texts, figures);
        latest = new LatestViewModel(sources, errands, texts, figures);
        health = new HealthViewModel(sources, errands, texts, figures);
        renewal = new RenewalViewModel(sources, texts);
    }

    /// Everything is looked up again, now.
    public void refresh() {
        beats = 0;
    }

    /// What it is time for.
    public void beat() {
        if (beats % COUNTERS == 0) {
            Snapshot now = sources.ledger();
            counters.show(now, sources.budgets());
            if (beats % LISTS == 0) {
                pace.show(now.series());
                latest.refresh();
                health.refresh();
                renewal.refresh();
            }
        }
        if (beats % SPEND == 0) {
            spend.refresh();
        }
        beats++;
    }

    DoorViewModel door() {
        return door;
    }

    CountersViewModel counters() {
        return counters;
    }

    PaceViewModel pace() {
        return pace;
    }

    SpendViewModel spend() {
        return spend;
    }

    LatestViewModel latest() {
        return latest;
    }

    HealthViewModel health() {
        return health;
    }

    RenewalViewModel renewal() {
        return renewal;
    }
}
