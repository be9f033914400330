package dev.patchbay.hub;

/// What happens in one answer, in order:
/// `Started (BlockOpened BlockGrew* BlockClosed | Metered | Passed)* (Ended | Failed)`
///
/// `Metered` and `Passed` may also fall inside a block, and `Failed` may come at any moment before
/// the end, also first. {@link Grammar} holds this.
public sealed interface Event {
    record Started(String id, String model) implements Event {}

    record BlockOpened(int index, Block block) implements Event {}

    record BlockGrew(int index, Delta delta) implements Event {}

    record BlockClosed(int index) implements Event {}

    /// Totals so far; a later one replaces an earlier one.
    record Metered(Usage soFar) implements Event {}

    record Passed(Opaque content) implements Event {}

    /// Nothing comes behind it.
    sealed interface Last extends Event {}

    record Ended(StopReason reason) implements Last {}

    record Failed(ProxyError error) implements Last {}
}
