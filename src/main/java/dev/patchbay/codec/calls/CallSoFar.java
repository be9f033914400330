package dev.patchbay.codec.calls;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.InOrder;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.OpenBlock;
import dev.patchbay.codec.UniqueIds;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// One tool call as far as it is known.
///
/// Its block opens with the first piece of its input, not before: until then the id may still come
/// and the name may still grow.
final class CallSoFar implements InOrder.Item {
    private final OfferedTools offered;
    private final UniqueIds ids;
    private final Keepsakes keepsakes;

    final int index;
    private String rawId = "";
    private String name = "";
    private final Arguments arguments = new Arguments();
    private @Nullable StringBuilder plainText;
    private @Nullable JsonNode keepsake;
    private @Nullable String openedAs;

    /// Began like an echo of the call before it: a name that was told already, and nothing else.
    private boolean maybeEcho;

    CallSoFar(OfferedTools offered, UniqueIds ids, Keepsakes keepsakes, int index) {
        this.offered = offered;
        this.ids = ids;
        this.keepsakes = keepsakes;
        this.index = index;
    }

    /// Takes what a fragment adds. False if it contradicts what was told already.
    boolean add(ToolCalls.Fragment more) {
        if (rawId.isEmpty()) {
            rawId = more.id();
        }
        addName(more.name());
        if (more.keepsake() != null) {
            keepsake = more.keepsake();
            keep();
        }
        return switch (more.form()) {
            case JSON_TEXT -> {
                arguments.add(more.arguments());
                yield true;
            }
            case JSON_TREE -> arguments.addTree(more.arguments());
            case PLAIN_TEXT -> {
                plainText = plainText == null ? new StringBuilder() : plainText;
                plainText.append(more.arguments());
                yield true;
            }
        };
    }

    @Override
    public void tell(OpenBlock block, Consumer<Event> out) {
        if (name.isEmpty()) {
            return;
        }
        var fresh = arguments.fresh();
        if (!fresh.isEmpty()) {
            open(block, out);
            block.input(fresh, out);
        }
    }

    @Override
    public boolean givesWay(boolean followed) {
        return followed && !name.isEmpty() && arguments.isComplete();
    }

    @Override
    public void finish(InOrder.Ending ending, OpenBlock block, Consumer<Event> out) {
        if (isNothing()) {
            return;
        }
        if (name.isEmpty()) {
            if (ending == InOrder.Ending.CUT) {
                return;
            }
            name =
                    offered.only()
                            .orElseThrow(
                                    () ->
                                            ProxyError.of(
                                                    ProxyError.Kind.GARBLED,
                                                    "The model called a tool without naming it."));
        }
        var rest = rest(ending);
        open(block, out);
        block.input(rest, out);
        block.close(out);
    }

    void markMaybeEcho() {
        maybeEcho = true;
    }

    boolean hasId() {
        return !rawId.isEmpty();
    }

    boolean hasName() {
        return !name.isEmpty();
    }

    boolean isCalled(String other) {
        return name.equals(other);
    }

    /// Whether its input is whole, so that nothing more of it is due.
    boolean isWhole() {
        return arguments.isComplete();
    }

    boolean isSameInput(String json) {
        return arguments.isSameAs(json);
    }

    boolean isUnderWay() {
        return arguments.isUnderWay();
    }

    /// Whether this fragment, which has a name and no id of its own, cannot belong to this call.
    boolean isFollowedBy(ToolCalls.Fragment next) {
        if (isWhole()) {
            return !(isCalled(next.name()) && isSameInput(next.arguments()));
        }
        return hasName()
                && !isUnderWay()
                && !isCalled(next.name())
                && offered.offers(next.name())
                && !next.name().startsWith(name)
                && !offered.joins(name, next.name());
    }

    /// Whether it came to nothing: a stub without name and input, or an echo.
    boolean isNothing() {
        boolean empty = arguments.isBlank() && plainText == null;
        return empty && (name.isEmpty() || maybeEcho && rawId.isEmpty());
    }

    // Most send the name once, some with every fragment, a few in pieces or growing.
    private void addName(String more) {
        if (more.isEmpty() || more.equals(name) || openedAs != null) {
            return;
        }
        if (name.isEmpty() || more.startsWith(name) && offered.offers(more)) {
            name = more;
        } else if (offered.joins(name, more)) {
            name += more;
        }
    }

    private String rest(InOrder.Ending ending) {
        if (plainText != null) {
            return Json.text(Json.object().put("input", plainText.toString()));
        }
        var tool = offered.original(name);
        return arguments.rest(ending, tool, offered.soleProperty(tool));
    }

    private void open(OpenBlock block, Consumer<Event> out) {
        if (openedAs == null) {
            openedAs = ids.of(rawId);
            keep();
            block.call(openedAs, offered.original(name), out);
        }
    }

    private void keep() {
        if (keepsake != null && openedAs != null) {
            keepsakes.keep(openedAs, keepsake);
        }
    }
}
