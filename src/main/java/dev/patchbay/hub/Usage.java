package dev.patchbay.hub;

import java.util.OptionalLong;

/// Tokens of one exchange in disjoint buckets: input, cache read and cache write add up to the
/// prompt; thinking is a part of output. Unknown is empty, never 0.
public record Usage(
        OptionalLong input,
        OptionalLong cacheRead,
        OptionalLong cacheWrite,
        OptionalLong output,
        OptionalLong thinking,
        boolean estimated) {

    public static final Usage UNKNOWN =
            new Usage(
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    false);

    public static Usage of(long input, long output) {
        return UNKNOWN.withInput(input).withOutput(output);
    }

    public Usage withInput(long tokens) {
        return new Usage(
                OptionalLong.of(tokens), cacheRead, cacheWrite, output, thinking, estimated);
    }

    public Usage withCacheRead(long tokens) {
        return new Usage(input, OptionalLong.of(tokens), cacheWrite, output, thinking, estimated);
    }

    public Usage withCacheWrite(long tokens) {
        return new Usage(input, cacheRead, OptionalLong.of(tokens), output, thinking, estimated);
    }

    public Usage withOutput(long tokens) {
        return new Usage(
                input, cacheRead, cacheWrite, OptionalLong.of(tokens), thinking, estimated);
    }

    public Usage withThinking(long tokens) {
        return new Usage(input, cacheRead, cacheWrite, output, OptionalLong.of(tokens), estimated);
    }

    public Usage asEstimate() {
        return new Usage(input, cacheRead, cacheWrite, output, thinking, true);
    }

    /// The same totals with what is unknown here taken from `earlier`.
    public Usage over(Usage earlier) {
        return new Usage(
                input.isPresent() ? input : earlier.input,
                cacheRead.isPresent() ? cacheRead : earlier.cacheRead,
                cacheWrite.isPresent() ? cacheWrite : earlier.cacheWrite,
                output.isPresent() ? output : earlier.output,
                thinking.isPresent() ? thinking : earlier.thinking,
                estimated || earlier.estimated);
    }

    /// All tokens of the prompt, cached or not.
    public OptionalLong prompt() {
        if (input.isEmpty() && cacheRead.isEmpty() && cacheWrite.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(input.orElse(0) + cacheRead.orElse(0) + cacheWrite.orElse(0));
    }
}
