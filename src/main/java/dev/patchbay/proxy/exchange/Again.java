package dev.patchbay.proxy.exchange;

import dev.patchbay.proxy.routing.Route;

/// What a request is that a person sends again.
///
/// @param of the exchange that it was first
/// @param route where it goes now: to one target
public record Again(String of, Route route) {}
