package dev.patchbay.hub;

import java.util.List;
import java.util.OptionalInt;

/// What is known of one model. An unknown model takes images, is sent no effort and has no limits
/// that we would enforce.
///
/// @param efforts the reasoning levels it accepts; empty means that none may be sent
/// @param fixedSampling it refuses temperature and its kin
/// @param noStops it refuses stop sequences and penalties
/// @param completionKey its output limit is called `max_completion_tokens`
public record Traits(
        OptionalInt maxOutput,
        OptionalInt window,
        boolean images,
        List<String> efforts,
        boolean fixedSampling,
        boolean noStops,
        boolean completionKey) {

    public Traits {
        efforts = List.copyOf(efforts);
    }

    public Traits withoutImages() {
        return new Traits(maxOutput, window, false, efforts, fixedSampling, noStops, completionKey);
    }

    public Traits withMaxOutput(int tokens) {
        return new Traits(
                OptionalInt.of(tokens),
                window,
                images,
                efforts,
                fixedSampling,
                noStops,
                completionKey);
    }

    public static final Traits UNKNOWN =
            new Traits(
                    OptionalInt.empty(), OptionalInt.empty(), true, List.of(), false, false, false);
}
