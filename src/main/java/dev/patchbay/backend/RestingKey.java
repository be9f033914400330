package dev.patchbay.backend;

import java.time.Duration;

/// A key that was refused and is shown again only when no other is left.
///
/// @param position which of the backend's keys it is, counted from 1
/// @param keys how many there are
/// @param left how much longer it rests
/// @param reason why, for people
public record RestingKey(int position, int keys, Duration left, String reason) {}
