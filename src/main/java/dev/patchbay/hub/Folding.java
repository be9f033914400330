package dev.patchbay.hub;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Folds events, as they come, into a {@link Reply}.
public final class Folding {
    private String id = "";
    private String model = "";
    private final List<Part> parts = new ArrayList<>();
    private Usage usage = Usage.UNKNOWN;
    private @Nullable StopReason stop;
    private @Nullable ProxyError error;

    private @Nullable Block open;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private final List<Opaque> unknown = new ArrayList<>();

    public void take(Event event) {
        switch (event) {
            case Event.Started(String id, String model) -> {
                this.id = id;
                this.model = model;
            }
            case Event.BlockOpened(_, Block block) -> open = block;
            case Event.BlockGrew(_, Delta delta) -> grow(delta);
            case Event.BlockClosed _ -> close();
            case Event.Metered(Usage soFar) -> usage = soFar;
            case Event.Passed _ -> {}
            case Event.Ended(StopReason reason) -> stop = reason;
            case Event.Failed(ProxyError failure) -> error = failure;
        }
    }

    /// The whole reply; throws the error of an answer that failed or never ended.
    public Reply reply() {
        if (error != null) {
            throw error;
        }
        if (stop == null) {
            throw ProxyError.of(ProxyError.Kind.TRUNCATED, "The answer stopped before its end.");
        }
        return new Reply(id, model, parts, usage, stop);
    }

    /// The parts that came so far; the last may be unfinished.
    public List<Part> parts() {
        var all = new ArrayList<>(parts);
        part().ifPresent(all::add);
        return all;
    }

    /// Why the reply ended; empty while it has not.
    public Optional<StopReason> stop() {
        return Optional.ofNullable(stop);
    }

    private void grow(Delta delta) {
        switch (delta) {
            case Delta.Text(String text) -> content.append(text);
            case Delta.Thinking(String text) -> content.append(text);
            case Delta.ToolInput(String json) -> content.append(json);
            case Delta.Signature(String value) -> signature.append(value);
            case Delta.Unknown(Opaque more) -> unknown.add(more);
        }
    }

    private void close() {
        part().ifPresent(parts::add);
        open = null;
        content.setLength(0);
        signature.setLength(0);
        unknown.clear();
    }

    /// The open block as far as it has grown.
    private Optional<Part> part() {
        return switch (open) {
            case Block.Text _ -> Optional.of(new Part.Text(content.toString()));
            case Block.Thinking _ ->
                    Optional.of(new Part.Thinking(content.toString(), signature.toString()));
            case Block.ToolCall(String callId, String name) ->
                    Optional.of(new Part.ToolCall(callId, name, content.toString()));
            case Block.Unknown(Opaque kept) -> Optional.of(new Part.Unknown(kept, unknown));
            case null -> Optional.empty();
        };
    }
}
