package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Board;

import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Our own counts, for what a backend does not tell. Slow: never on an I/O thread.
final class Estimates {
    private Estimates() {}

    static Usage prompt(Board board, Prompt prompt, Target target) {
        long tokens = Math.max(1, board.estimator().prompt(prompt, target));
        return Usage.UNKNOWN.withInput(tokens).asEstimate();
    }

    /// These totals with what is missing estimated.
    static Usage complete(Usage told, Board board, Prompt prompt, Target target, String output) {
        Usage estimate = Usage.UNKNOWN;
        if (told.prompt().isEmpty()) {
            estimate = prompt(board, prompt, target);
        }
        if (told.output().isEmpty()) {
            estimate = withOutput(estimate, told, output(board, target, output));
        }
        return told.over(estimate);
    }

    private static long output(Board board, Target target, String output) {
        return output.isEmpty() ? 0 : board.estimator().text(output, target);
    }

    private static Usage withOutput(Usage usage, Usage told, long tokens) {
        return new Usage(
                usage.input(),
                usage.cacheRead(),
                usage.cacheWrite(),
                OptionalLong.of(tokens),
                told.thinking(),
                true);
    }

    /// Counts, away from here, an answer that was cut off: what a backend told until then was not
    /// its last word about the output.
    static void cutOff(
            Board board,
            Prompt prompt,
            Target target,
            Tally tally,
            Executor io,
            Consumer<Usage> counted) {
        Usage told = tally.usage();
        String output = tally.output();
        away(
                board,
                io,
                () -> {
                    long tokens = Math.max(told.output().orElse(0), output(board, target, output));
                    return complete(
                            told.withOutput(tokens).asEstimate(), board, prompt, target, output);
                },
                told,
                counted);
    }

    /// Learns from what a backend counted, where that is worth its time.
    static void learn(Board board, Prompt prompt, Target target, Usage told, Executor io) {
        if (told.estimated() || told.prompt().isEmpty() || !board.estimator().isCurious(target)) {
            return;
        }
        away(
                board,
                io,
                () -> {
                    board.estimator().learn(prompt, target, told.prompt().getAsLong());
                    return told;
                },
                told,
                _ -> {});
    }

    /// The exchange is over, so that a fault in counting is nobody's failure any more.
    private static void away(
            Board board, Executor io, Supplier<Usage> work, Usage otherwise, Consumer<Usage> then) {
        Errand.run(
                io,
                true,
                work,
                result -> {
                    switch (result) {
                        case Errand.Done<Usage>(Usage usage) -> then.accept(usage);
                        case Errand.Failed<Usage>(ProxyError error) -> {
                            board.journal().add(new Note.Fault("estimates", error.message()));
                            then.accept(otherwise);
                        }
                    }
                });
    }
}
