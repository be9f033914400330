package dev.patchbay.proxy.board;

import java.time.Duration;

/// The waits that no setting changes.
///
/// @param ping silence after which a stream gets a sign of life
/// @param lateUsage how long a finished answer waits for its usage
/// @param slowClient how long a client may take nothing of what waits for it, or send nothing of a
///     request that it began
/// @param farewell how long exchanges may go on after the program was told to stop
public record Pace(Duration ping, Duration lateUsage, Duration slowClient, Duration farewell) {
    public static final Pace USUAL =
            new Pace(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5));
}
