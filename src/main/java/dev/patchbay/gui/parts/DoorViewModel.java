package dev.patchbay.gui.parts;

import dev.patchbay.proxy.Switchboard.State;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/// Our own door: whether it is open, where, and what keeps it shut.
public final class DoorViewModel {
    /// Who opens and shuts it. All of it may block, but for `state`.
    public interface Door {
        State state();

        State start();

        State stop();

        /// Where it would open, for people.
        String address();

        /// Who has this port, for people; empty if that cannot be told.
        String owner(int port);

        /// A port that nobody listens on, near one that is taken.
        OptionalInt freePort(int taken);

        /// Opens at this port, now and from now on.
        State move(int port) throws IOException;
    }

    /// What a lamp beside the door would show.
    public enum Lamp {
        STOPPED,
        RUNNING,
        /// Requests are under way.
        BUSY,
        /// It should be open and is not.
        ATTENTION
    }

    private final Door door;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Lamp> lamp = new ReadOnlyObjectWrapper<>(Lamp.STOPPED);
    private final ReadOnlyStringWrapper headline = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper offer = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private State shown = new State.Stopped();
    private OptionalInt free = OptionalInt.empty();

    public DoorViewModel(Door door, Errands errands, Texts texts) {
        this.door = door;
        this.errands = errands;
        this.texts = texts;
        show(door.state());
    }

    /// Looks at the door.
    public void beat() {
        State now = door.state();
        if (!working.get() && !now.equals(shown)) {
            show(now);
        }
        address.set(door.address());
    }

    /// Opens it if it is shut, and shuts it if it is open.
    public void turn() {
        if (working.get()) {
            return;
        }
        working.set(true);
        headline.set(texts.get(open.get() ? "door.stopping" : "door.starting"));
        run(open.get() ? door::stop : door::start);
    }

    /// Opens it at the port that is offered.
    ///
    /// @param moved told when clients are to be led elsewhere
    public void move(Runnable moved) {
        if (working.get() || free.isEmpty()) {
            return;
        }
        int port = free.getAsInt();
        working.set(true);
        errands.run(
                () -> door.move(port),
                state -> {
                    working.set(false);
                    show(state);
                    moved.run();
                },
                fault -> {
                    working.set(false);
                    detail.set(String.valueOf(fault.getMessage()));
                });
    }

    private void run(Callable<State> what) {
        errands.run(
                what,
                state -> {
                    working.set(false);
                    show(state);
                },
                fault -> {
                    working.set(false);
                    show(new State.Unopened(String.valueOf(fault.getMessage())));
                });
    }

    private void show(State state) {
        shown = state;
        address.set(door.address());
        open.set(state instanceof State.Running);
        offer(OptionalInt.empty());
        switch (state) {
            case State.Stopped() -> say(Lamp.STOPPED, texts.get("door.stopped"), "");
            case State.Running(String _, int _, int underWay) ->
                    say(
                            underWay > 0 ? Lamp.BUSY : Lamp.RUNNING,
                            texts.get("door.running"),
                            underWay > 0 ? texts.get("door.underWay", underWay) : "");
            case State.PortTaken(int port) -> {
                say(Lamp.ATTENTION, texts.get("door.taken", String.valueOf(port)), "");
                errands.run(() -> door.owner(port), who -> blame(state, who), _ -> {});
                errands.run(() -> door.freePort(port), next -> offer(state, next), _ -> {});
            }
            case State.Unopened(String reason) ->
                    say(Lamp.ATTENTION, texts.get("door.unopened"), reason);
        }
    }

    private void blame(State then, String who) {
        if (shown.equals(then) && !who.isEmpty()) {
            detail.set(texts.get("door.takenBy", who));
        }
    }

    private void offer(State then, OptionalInt port) {
        if (shown.equals(then)) {
            offer(port);
        }
    }

    private void offer(OptionalInt port) {
        free = port;
        offer.set(port.isPresent() ? texts.get("door.use", String.valueOf(port.getAsInt())) : "");
    }

    private void say(Lamp light, String what, String more) {
        lamp.set(light);
        headline.set(what);
        detail.set(more);
    }

    public ReadOnlyObjectProperty<Lamp> lampProperty() {
        return lamp.getReadOnlyProperty();
    }

    /// `Running`, or why not.
    public ReadOnlyStringProperty headlineProperty() {
        return headline.getReadOnlyProperty();
    }

    /// More of it; may be empty.
    public ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /// What a button says that moves it to a free port; empty where there is none to be taken.
    public ReadOnlyStringProperty offerProperty() {
        return offer.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty addressProperty() {
        return address.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// Whether it is being opened or shut right now.
    public ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }
}
