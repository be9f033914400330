package dev.patchbay.app.renewal;

import dev.patchbay.desktop.ProgramFiles;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Knows whether another version stands where ours was started from, tells it once, and has the
/// program begin anew when nobody would notice.
public final class Renewal {
    static final Duration USUAL = Duration.ofMinutes(1);

    /// An upgrade that is at work is done by then.
    static final Duration SETTLING = Duration.ofSeconds(10);

    /// While it stands ready.
    static final Duration READY = Duration.ofSeconds(5);

    /// So long nobody asked anything: between two requests of one turn it is less.
    static final Duration LULL = Duration.ofSeconds(30);

    private final ProgramFiles files;
    private final Supplier<String> itsVersion;
    private final Journal journal;
    private final IntSupplier underWay;
    private final InstantSource clock;
    private volatile Optional<String> ready = Optional.empty();
    private volatile BooleanSupplier unseen = () -> false;
    private volatile Instant lastAsked = Instant.MIN;

    /// @param itsVersion the version that stands there, asked when there is another
    /// @param underWay how many requests are not over
    public Renewal(
            ProgramFiles files,
            Supplier<String> itsVersion,
            Journal journal,
            IntSupplier underWay,
            InstantSource clock) {
        this.files = files;
        this.itsVersion = itsVersion;
        this.journal = journal;
        this.underWay = underWay;
        this.clock = clock;
    }

    /// Of the program that we run from.
    ///
    /// @param unnamed what a version is called that does not say its name
    public static Renewal ofUs(
            String unnamed, Journal journal, IntSupplier underWay, InstantSource clock) {
        Optional<Path> jar = OwnProgram.path().flatMap(_ -> OwnProgram.jar());
        return new Renewal(
                new ProgramFiles(jar.stream().toList()),
                () -> jar.flatMap(OwnProgram::version).orElse(unnamed),
                journal,
                underWay,
                clock);
    }

    /// The version that stands ready, if another one does.
    public Optional<String> ready() {
        return ready;
    }

    /// @param restart begins anew if nobody sees it; asked in every lull until it answers that it
    ///     does
    public void whenUnseen(BooleanSupplier restart) {
        unseen = restart;
    }

    /// Looks from time to time, for as long as the program runs.
    public void watch() {
        Thread.ofVirtual().name("renewal").start(this::looking);
    }

    private void looking() {
        holdLibraries();
        try {
            for (Duration rest = USUAL; !rest.isZero(); rest = look()) {
                Thread.sleep(rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Libraries are opened when the first class of each is asked for. An upgrade takes the old
    /// ones away, so all are opened now: for a class that none of them has, all must be looked
    /// into.
    private static void holdLibraries() {
        var _ = ClassLoader.getSystemResource("dev/patchbay/there-is-no-such-file");
    }

    /// What there is to do now; answers when to look again, or zero when there is no need to.
    Duration look() {
        if (ready.isPresent()) {
            return isLull() && unseen.getAsBoolean() ? Duration.ZERO : READY;
        }
        return switch (files.look()) {
            case SAME -> USUAL;
            case CHANGING -> SETTLING;
            case REPLACED -> {
                tell();
                yield READY;
            }
        };
    }

    private void tell() {
        String version = itsVersion.get();
        lastAsked = clock.instant();
        journal.listen(this::hear);
        ready = Optional.of(version);
        journal.add(new Note.ProgramReplaced(version));
    }

    private void hear(Note note) {
        if (note instanceof Note.ExchangeStarted || note instanceof Note.ExchangeEnded) {
            lastAsked = clock.instant();
        }
    }

    private boolean isLull() {
        return underWay.getAsInt() == 0 && !lastAsked.plus(LULL).isAfter(clock.instant());
    }
}
