package dev.patchbay.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The last notes, for whoever comes later and asks for what there is since. Growing answers are
/// left out: they would push everything else away.
public final class Tail {
    /// A note, and when it was added.
    public record Line(Instant at, Note note) {}

    /// What there is since a moment.
    ///
    /// @param mark what to ask with the next time
    /// @param missed how many notes came meanwhile and are gone again
    public record Since(List<Line> lines, long mark, long missed) {
        public Since {
            lines = List.copyOf(lines);
        }
    }

    /// Everything there is.
    public static final long BEGINNING = 0;

    private final InstantSource clock;
    private final Line[] ring;
    private long added;

    /// @param most how many notes are remembered
    public Tail(InstantSource clock, int most) {
        this.clock = clock;
        this.ring = new Line[most];
    }

    /// Hears the journal.
    public void hear(Note note) {
        if (!(note instanceof Note.AnswerGrew)) {
            add(new Line(clock.instant(), note));
        }
    }

    private synchronized void add(Line line) {
        ring[(int) (added % ring.length)] = line;
        added++;
    }

    /// @param mark what the last answer said, or `BEGINNING`
    public synchronized Since since(long mark) {
        long first = Math.max(mark, added - ring.length);
        List<Line> lines = new ArrayList<>((int) (added - first));
        for (long i = first; i < added; i++) {
            lines.add(ring[(int) (i % ring.length)]);
        }
        return new Since(lines, added, mark == BEGINNING ? 0 : first - mark);
    }
}
