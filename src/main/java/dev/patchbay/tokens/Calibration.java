package dev.patchbay.tokens;

import dev.patchbay.hub.Target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How many tokens each backend counts where we count one, by model: learned from prompts that both
/// have counted. Long prompts weigh more than short ones, recent ones more than old ones, and until
/// there is much to go by, the factor stays near 1.
///
/// Small, and bounded: of too many models the one that was not heard of for longest is forgotten.
public final class Calibration {
    static final int MOST_MODELS = 500;

    /// As if so many tokens had agreed before any were compared.
    static final long PRIOR = 2_000;

    /// Where the sums are halved, so that what is old fades.
    static final long MOST_TOKENS = 400_000;

    private static final double LEAST_FACTOR = 0.5;
    private static final double MOST_FACTOR = 3;

    /// Further apart than this, the two have not counted the same: a server cuts what is too long.
    private static final int MOST_APART = 5;

    private static final int EAGER = 20;
    private static final int EVERY = 16;

    private static final Pattern LINE = Pattern.compile("(\\d{1,9})\t(\\d{1,9})\t([^\t]+)\t(.+)");

    private record Name(String backend, String model) {
        static Name of(Target target) {
            return new Name(target.backend(), target.model());
        }
    }

    /// @param seen how many exchanges there were in this run
    private record Sums(long ours, long theirs, int seen) {
        static final Sums NONE = new Sums(0, 0, 0);

        Sums plus(long moreOfOurs, long moreOfTheirs) {
            long sum = ours + moreOfOurs;
            int share = sum > MOST_TOKENS ? 2 : 1;
            return new Sums(sum / share, (theirs + moreOfTheirs) / share, seen);
        }

        double factor() {
            double factor = (double) (theirs + PRIOR) / (ours + PRIOR);
            return Math.clamp(factor, LEAST_FACTOR, MOST_FACTOR);
        }
    }

    private final SequencedMap<Name, Sums> sums = new LinkedHashMap<>(64, 0.75f, true);
    private boolean changed;

    /// What `lines` told. A line that makes no sense is left out: the worst that it costs is to
    /// learn it anew.
    public static Calibration of(String lines) {
        var calibration = new Calibration();
        lines.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(
                        it ->
                                calibration.put(
                                        new Name(it.group(3), it.group(4)),
                                        Sums.NONE.plus(
                                                Long.parseLong(it.group(1)),
                                                Long.parseLong(it.group(2)))));
        return calibration;
    }

    /// All that was learned, one model a line: our tokens, theirs, the backend, the model.
    public synchronized String lines() {
        changed = false;
        return sums.entrySet().stream()
                .filter(it -> it.getValue().ours > 0 && isPlain(it.getKey()))
                .map(Calibration::line)
                .collect(Collectors.joining());
    }

    private static String line(Map.Entry<Name, Sums> entry) {
        Name name = entry.getKey();
        Sums known = entry.getValue();
        return "%d\t%d\t%s\t%s\n".formatted(known.ours, known.theirs, name.backend, name.model);
    }

    private static boolean isPlain(Name name) {
        return (name.backend + name.model).chars().noneMatch(Character::isISOControl);
    }

    /// Whether anything was learned since `lines` were told.
    public synchronized boolean hasChanged() {
        return changed;
    }

    synchronized double factor(Target target) {
        return sums.getOrDefault(Name.of(target), Sums.NONE).factor();
    }

    /// Whether comparing one more exchange is worth the time: of a new model always, later now and
    /// then.
    synchronized boolean isCurious(Target target) {
        Name name = Name.of(target);
        Sums known = sums.getOrDefault(name, Sums.NONE);
        put(name, new Sums(known.ours, known.theirs, known.seen + 1));
        return known.seen < EAGER || known.seen % EVERY == 0;
    }

    synchronized void learn(Target target, long ours, long theirs) {
        if (ours <= 0 || theirs <= 0) {
            return;
        }
        if (ours > theirs * MOST_APART || theirs > ours * MOST_APART) {
            return;
        }
        Name name = Name.of(target);
        put(name, sums.getOrDefault(name, Sums.NONE).plus(ours, theirs));
        changed = true;
    }

    private synchronized void put(Name name, Sums now) {
        sums.put(name, now);
        if (sums.size() > MOST_MODELS) {
            sums.pollFirstEntry();
        }
    }
}
