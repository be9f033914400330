package dev.patchbay.proxy.door;

import dev.patchbay.proxy.bodies.BodyBudget;

import java.time.Duration;

/// How much may come in at once, and how long it may take until a request has begun.
///
/// @param connections open ones, on each address; more wait outside until one closes
/// @param head bytes of a request's first line and its headers
/// @param headPatience how long a request's head may take to come
/// @param idle how long a connection may stand still: between two requests, or because its client
///     takes nothing of an answer
/// @param bodies bytes of the bodies of all requests under way together
public record Limits(int connections, int head, Duration headPatience, Duration idle, long bodies) {
    public static final Limits USUAL =
            new Limits(
                    4096,
                    64 << 10,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(120),
                    BodyBudget.of(Runtime.getRuntime().maxMemory()));
}
