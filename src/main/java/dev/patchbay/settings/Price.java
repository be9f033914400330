package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Rates;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a model costs, in US dollars per million tokens.
///
/// @param input of the prompt
/// @param output of the answer, thinking included
/// @param cacheRead of the prompt, from a cache; without it, what input costs
/// @param cacheWrite of the prompt, put into a cache; without it, what input costs
public record Price(
        double input,
        double output,
        OptionalDouble cacheRead,
        OptionalDouble cacheWrite,
        AsWritten written) {
    private static final double MOST = 10_000;

    public static Price of(double input, double output) {
        return new Price(
                input, output, OptionalDouble.empty(), OptionalDouble.empty(), AsWritten.NOTHING);
    }

    public Price withInput(double other) {
        return new Price(other, output, cacheRead, cacheWrite, written);
    }

    public Price withOutput(double other) {
        return new Price(input, other, cacheRead, cacheWrite, written);
    }

    public Price withCache(OptionalDouble read, OptionalDouble write) {
        return new Price(input, output, read, write, written);
    }

    public Rates rates() {
        return new Rates(rate(input), rate(cacheRead), rate(cacheWrite), rate(output));
    }

    private static long rate(double usd) {
        return Rates.rate(BigDecimal.valueOf(usd));
    }

    private static OptionalLong rate(OptionalDouble usd) {
        return usd.isPresent() ? OptionalLong.of(rate(usd.getAsDouble())) : OptionalLong.empty();
    }

    static Price read(Section in) {
        return new Price(
                in.amount("input", 0, MOST),
                in.amount("output", 0, MOST),
                in.decimal("cacheRead", 0, MOST),
                in.decimal("cacheWrite", 0, MOST),
                in.written());
    }

    ObjectNode json() {
        return written.overlaid(this, Price::read, Price::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("input", input)
                .put("output", output)
                .put("cacheRead", cacheRead)
                .put("cacheWrite", cacheWrite)
                .done();
    }
}
