package dev.patchbay.gui.monitor;

import dev.patchbay.gui.parts.DoorViewModel.Door;
import dev.patchbay.proxy.Switchboard.State;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// A door that only remembers what it was told.
public final class SampleDoor implements Door {
    private State state;
    private Optional<String> fixed = Optional.empty();
    private State afterStart = new State.Running("127.0.0.1", 5225, 0);

    public SampleDoor(State state) {
        this.state = state;
    }

    public static SampleDoor open(int underWay) {
        return new SampleDoor(new State.Running("127.0.0.1", 5225, underWay));
    }

    public static SampleDoor shut() {
        return new SampleDoor(new State.Stopped());
    }

    /// Why it cannot be moved.
    public SampleDoor fixedBecause(String why) {
        fixed = Optional.of(why);
        return this;
    }

    /// What comes of the next start.
    public SampleDoor leadingTo(State after) {
        afterStart = after;
        return this;
    }

    public void become(State next) {
        state = next;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public State start() {
        state = afterStart;
        return state;
    }

    @Override
    public State stop() {
        state = new State.Stopped();
        return state;
    }

    @Override
    public String address() {
        return "http://127.0.0.1:5225";
    }

    @Override
    public String owner(int port) {
        return "PID 812 (node)";
    }

    @Override
    public OptionalInt freePort(int taken) {
        return OptionalInt.of(taken + 1);
    }

    @Override
    public State move(int port) throws IOException {
        if (fixed.isPresent()) {
            throw new IOException(fixed.get());
        }
        state = new State.Running("127.0.0.1", port, 0);
        return state;
    }
}
