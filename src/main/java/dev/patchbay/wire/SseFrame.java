package dev.patchbay.wire;

/// One record of a server-sent-event stream. Several `data` lines are joined by line feeds; a
/// record without an `event` line has an empty name.
public record SseFrame(String event, String data) {}
