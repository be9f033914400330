package dev.patchbay.codec.calls;

import dev.patchbay.codec.calls.ToolCalls.Fragment;
import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// Finds the call that a fragment belongs to. Backends mark their fragments by id, by index, by
/// both, by position or not at all, and some mark them wrongly.
final class CallRouting {
    private final Map<String, CallSoFar> byId = new HashMap<>();
    private final Map<Integer, CallSoFar> newestAt = new HashMap<>();
    private @Nullable CallSoFar current;

    /// The call that this fragment continues, or null if it begins a new one. `index` is the
    /// fragment's own or the one that its position stands for.
    @Nullable CallSoFar find(Fragment fragment, int index) {
        if (!fragment.id().isEmpty()) {
            return byId(fragment, index);
        }
        if (index != Fragment.NO_INDEX) {
            return byIndex(fragment, index);
        }
        return byOrder(fragment);
    }

    /// Remembers which call a fragment went to.
    void note(Fragment fragment, int index, CallSoFar call) {
        if (!fragment.id().isEmpty()) {
            byId.put(fragment.id(), call);
        }
        if (index != Fragment.NO_INDEX && call.index == index) {
            newestAt.put(index, call);
        }
        current = call;
    }

    private @Nullable CallSoFar byId(Fragment fragment, int index) {
        var known = byId.get(fragment.id());
        if (known != null) {
            return isAnotherWithThatId(fragment, index, known) ? null : known;
        }
        var there = index == Fragment.NO_INDEX ? current : newestAt.get(index);
        if (there == null) {
            return null;
        }
        if (fragment.name().isEmpty()) {
            // A late id, or a provider that rolls a new one for each fragment.
            return there;
        }
        return there.hasId() || there.isFollowedBy(fragment) ? null : there;
    }

    /// Two whole calls can share an id where a server does not count: both are whole, and they
    /// differ.
    private static boolean isAnotherWithThatId(Fragment fragment, int index, CallSoFar known) {
        return known.isWhole()
                && index != known.index
                && !fragment.name().isEmpty()
                && !known.isSameInput(fragment.arguments())
                && Json.objectOrNull(fragment.arguments()) != null;
    }

    private @Nullable CallSoFar byIndex(Fragment fragment, int index) {
        var there = newestAt.get(index);
        boolean anew = there != null && !fragment.name().isEmpty() && there.isFollowedBy(fragment);
        return anew ? null : there;
    }

    private @Nullable CallSoFar byOrder(Fragment fragment) {
        var last = current;
        if (last == null || fragment.name().isEmpty() || !last.hasName()) {
            return last;
        }
        boolean goesOn =
                last.isUnderWay() && !last.isFollowedBy(fragment)
                        || last.isWhole()
                                && last.isCalled(fragment.name())
                                && last.isSameInput(fragment.arguments());
        return goesOn ? last : null;
    }
}
