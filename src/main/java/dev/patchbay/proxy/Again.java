package dev.patchbay.proxy;

/// What a request is that a person sends again.
///
/// @param of the exchange that it was first
/// @param route where it goes now: to one target
record Again(String of, Route route) {}
