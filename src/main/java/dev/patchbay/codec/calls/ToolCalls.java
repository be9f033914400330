package dev.patchbay.codec.calls;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.InOrder;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.UniqueIds;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Puts the tool calls of one answer together from the fragments they come in.
public final class ToolCalls {
    /// One element of a backend's list of calls; what it does not say is empty.
    public record Fragment(
            String id,
            int index,
            String name,
            String arguments,
            Form form,
            @Nullable JsonNode keepsake) {
        public static final int NO_INDEX = -1;

        public enum Form {
            /// A piece of the JSON text of the arguments.
            JSON_TEXT,
            /// The text of arguments that came as JSON.
            JSON_TREE,
            /// A piece of text that is the whole input, as it is.
            PLAIN_TEXT
        }

        boolean saysNothing() {
            return id.isEmpty() && name.isEmpty() && arguments.isBlank();
        }
    }

    private final OfferedTools offered;
    private final UniqueIds ids;
    private final Keepsakes keepsakes;
    private final InOrder order;
    private final Consumer<Loss> losses;

    private final CallRouting routing = new CallRouting();
    private final List<CallSoFar> calls = new ArrayList<>();

    public ToolCalls(
            OfferedTools offered,
            UniqueIds ids,
            Keepsakes keepsakes,
            InOrder order,
            Consumer<Loss> losses) {
        this.offered = offered;
        this.ids = ids;
        this.keepsakes = keepsakes;
        this.order = order;
        this.losses = losses;
    }

    /// Takes one list of fragments, as a stream brings them.
    public void take(List<Fragment> fragments, Consumer<Event> out) {
        for (int i = 0; i < fragments.size(); i++) {
            var fragment = fragments.get(i);
            int index = fragment.index();
            if (index == Fragment.NO_INDEX && fragment.id().isEmpty() && fragments.size() > 1) {
                index = i;
            }
            take(fragment, index, out);
        }
    }

    /// Takes a list of whole calls: each is one of its own, whatever its marks say.
    public void takeWhole(List<Fragment> whole, Consumer<Event> out) {
        for (var fragment : whole) {
            if (!fragment.saysNothing()) {
                add(fragment, begin(fragment.index()), out);
            }
        }
    }

    /// Whether the answer calls a tool.
    public boolean any() {
        return calls.stream().anyMatch(call -> !call.isNothing());
    }

    /// Whether a call waits for the rest of its input.
    public boolean anyUnderWay() {
        return calls.stream().anyMatch(CallSoFar::isUnderWay);
    }

    private void take(Fragment fragment, int index, Consumer<Event> out) {
        var call = routing.find(fragment, index);
        boolean isNew = call == null;
        if (call == null) {
            if (fragment.saysNothing()) {
                return;
            }
            call = begin(index);
            if (isEcho(fragment)) {
                call.markMaybeEcho();
            }
        }
        routing.note(fragment, index, call);
        if (isNew) {
            add(fragment, call, out);
        } else {
            grow(fragment, call, out);
        }
    }

    private CallSoFar begin(int index) {
        var call = new CallSoFar(offered, ids, keepsakes, index);
        calls.add(call);
        return call;
    }

    private void add(Fragment fragment, CallSoFar call, Consumer<Event> out) {
        put(fragment, call);
        order.begin(call, out);
    }

    private void grow(Fragment fragment, CallSoFar call, Consumer<Event> out) {
        put(fragment, call);
        order.grew(call, out);
    }

    private void put(Fragment fragment, CallSoFar call) {
        if (!call.add(fragment)) {
            losses.accept(Loss.slight("tool call arguments sent again, differently"));
        }
    }

    /// Whether only the name of a call that is whole is repeated.
    private boolean isEcho(Fragment fragment) {
        return fragment.id().isEmpty()
                && fragment.arguments().isBlank()
                && calls.stream()
                        .anyMatch(call -> call.isWhole() && call.isCalled(fragment.name()));
    }
}
