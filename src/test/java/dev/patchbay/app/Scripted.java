package dev.patchbay.app;

import dev.patchbay.history.Sum;
import dev.patchbay.history.Totals;
import dev.patchbay.hub.Usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// One exchange of a script, and what must be counted of it.
///
/// @param number also its `max_tokens`, by which the backend knows it again
/// @param told what the backend says was used, if it says that
public record Scripted(int number, Where where, Fate fate, Door door, boolean stream, Usage told) {
    /// All that any backend here ever says.
    public static final String SAID = "a few words of an answer";

    /// No exchange's number is smaller: an answer must not end for want of tokens.
    static final int FIRST = 1_000;

    enum Where {
        OPENAI("up"),
        ANTHROPIC("claude"),
        OCI("oci"),
        LOGIN("club"),
        DEMO("demo");

        final String backend;

        Where(String backend) {
            this.backend = backend;
        }
    }

    enum Door {
        ANTHROPIC("/v1/messages"),
        OPENAI("/v1/chat/completions");

        final String path;

        Door(String path) {
            this.path = path;
        }
    }

    /// How it goes. The name in small letters is that of its model.
    enum Fate {
        /// The backend tells its usage.
        TOLD("3", "0.0375", "3.75", "15"),
        /// The same, for a model that nobody knows the price of.
        UNPRICED("", "", "", ""),
        /// The backend tells no usage.
        SILENT("1", "1", "1", "2.5"),
        /// The answer breaks off.
        CUT("5", "0.5", "6.25", "25"),
        /// The client leaves while it reads.
        LEFT("5", "0.5", "6.25", "25"),
        /// The client leaves before anything came.
        EARLY("1", "1", "1", "1"),
        /// The backend refuses.
        FAILED("1", "1", "1", "1"),
        /// The first target of an alias fails, the second tells its usage.
        EITHER("3", "0.0375", "3.75", "15"),
        /// The name leads nowhere.
        NOWHERE("1", "1", "1", "1"),
        /// The budget of the client's profile is used up.
        BROKE("1", "1", "1", "1");

        private final String[] usd;

        Fate(String... usd) {
            this.usd = usd;
        }

        String model() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        boolean hasPrice() {
            return !usd[0].isEmpty();
        }

        /// Its entry in the settings.
        String price() {
            return "{'input':%s,'cacheRead':%s,'cacheWrite':%s,'output':%s}"
                    .formatted((Object[]) usd);
        }

        /// A dollar per million tokens is a thousand nano-dollars per token.
        private long nanoUsd(Usage usage) {
            BigDecimal sum =
                    cost(usage.input(), usd[0])
                            .add(cost(usage.cacheRead(), usd[1]))
                            .add(cost(usage.cacheWrite(), usd[2]))
                            .add(cost(usage.output(), usd[3]));
            return sum.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
        }

        private static BigDecimal cost(OptionalLong tokens, String usd) {
            return new BigDecimal(usd).multiply(BigDecimal.valueOf(tokens.orElse(0)));
        }
    }

    static Scripted draw(int number, RandomGenerator random) {
        Where where = pick(Where.values(), random);
        Fate fate = random.nextInt(3) > 0 ? Fate.TOLD : pick(Fate.values(), random);
        boolean stream = random.nextBoolean() || fate == Fate.LEFT;
        if (where == Where.DEMO && fate != Fate.CUT && fate != Fate.FAILED) {
            fate = Fate.TOLD;
        }
        return new Scripted(
                FIRST + number,
                fate == Fate.EITHER ? Where.LOGIN : where,
                fate,
                pick(Door.values(), random),
                stream,
                usage(where, random));
    }

    private static <T> T pick(T[] values, RandomGenerator random) {
        return values[random.nextInt(values.length)];
    }

    /// Each kind tells what it can tell.
    private static Usage usage(Where where, RandomGenerator random) {
        Usage usage = Usage.of(random.nextInt(200_000), random.nextInt(1, 5_000));
        if (random.nextInt(3) == 0) {
            return usage;
        }
        usage = usage.withCacheRead(random.nextInt(100_000));
        return switch (where) {
            case ANTHROPIC -> usage.withCacheWrite(random.nextInt(50_000));
            case OPENAI, LOGIN -> usage.withThinking(random.nextInt(500));
            case OCI, DEMO -> usage;
        };
    }

    /// The name that the client asks for.
    String asked() {
        return switch (fate) {
            case EITHER, NOWHERE -> fate.model();
            default -> where.backend + "/" + model();
        };
    }

    private String model() {
        if (where != Where.DEMO) {
            return fate == Fate.EITHER ? Fate.TOLD.model() : fate.model();
        }
        return switch (fate) {
            case CUT -> "demo-cut";
            case FAILED -> "demo-fail-500";
            default -> "demo-fast";
        };
    }

    /// What a client sends. The demo backend hears in it that it need not take its time.
    public String request() {
        return "{\"model\":\"%s\",\"stream\":%b,\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"quickly\"}]}"
                .formatted(asked(), stream, number);
    }

    boolean leaves() {
        return fate == Fate.LEFT || fate == Fate.EARLY;
    }

    // ------------------------------------------------------------------ what must be counted

    /// What it is counted under.
    Sum.Group group() {
        return switch (fate) {
            case NOWHERE -> group("", "", "", false);
            case BROKE -> new Sum.Group("", "", "", "broke", false, false);
            case EITHER -> group("either", model(), where.backend, false);
            case SILENT, LEFT -> group("", model(), where.backend, true);
            case CUT -> group("", model(), where.backend, stream);
            case TOLD, UNPRICED, EARLY, FAILED -> group("", model(), where.backend, false);
        };
    }

    private static Sum.Group group(String alias, String model, String backend, boolean estimated) {
        return new Sum.Group(alias, model, backend, "", estimated, false);
    }

    /// @param own what Patchbay counts where the backend tells nothing
    Totals totals(Usage own) {
        return switch (fate) {
            case TOLD, UNPRICED, EITHER -> totals(0, 0, where == Where.DEMO ? own : told);
            case SILENT -> totals(0, 0, own);
            case CUT -> totals(1, 0, stream ? soFar(own) : Usage.UNKNOWN);
            case LEFT -> totals(0, 1, soFar(own));
            case EARLY -> totals(0, 1, Usage.UNKNOWN);
            case FAILED, NOWHERE, BROKE -> totals(1, 0, Usage.UNKNOWN);
        };
    }

    /// Anthropic tells the prompt at the beginning, and the others nothing before the end.
    private Usage soFar(Usage own) {
        return where == Where.ANTHROPIC
                ? new Usage(
                        told.input(),
                        told.cacheRead(),
                        told.cacheWrite(),
                        own.output(),
                        OptionalLong.empty(),
                        true)
                : own;
    }

    private Totals totals(int failed, int cancelled, Usage usage) {
        boolean used = !usage.equals(Usage.UNKNOWN);
        return new Totals(
                1,
                failed,
                cancelled,
                usage.input().orElse(0),
                usage.cacheRead().orElse(0),
                usage.cacheWrite().orElse(0),
                usage.output().orElse(0),
                usage.thinking().orElse(0),
                used && fate.hasPrice() ? fate.nanoUsd(usage) : 0,
                used && !fate.hasPrice() ? 1 : 0);
    }
}
