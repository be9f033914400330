package dev.patchbay.codec;

import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Turn;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The tool-call ids of a request as the recipient accepts them: the same for a call and its
/// result, different for different calls, and the backend's own again where {@link CallIds} had
/// to fold them for the client.
public final class WireIds {
    private static final int MISTRAL = 9;
    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Quirks quirks;
    private final Map<String, String> wires = new HashMap<>();

    private WireIds(Quirks quirks) {
        this.quirks = quirks;
    }

    public static WireIds of(Prompt prompt, Quirks quirks) {
        var ids = new LinkedHashSet<String>();
        for (Turn turn : prompt.turns()) {
            for (Part part : turn.parts()) {
                if (part instanceof Part.ToolCall call) {
                    ids.add(call.id());
                } else if (part instanceof Part.ToolResult result) {
                    ids.add(result.callId());
                }
            }
        }
        var wireIds = new WireIds(quirks);
        wireIds.assign(ids);
        return wireIds;
    }

    public String wire(String original) {
        var wire = wires.get(original);
        return wire == null ? original : wire;
    }

    /// Ids that need no change come first, so that no shortened one takes their place.
    private void assign(Set<String> ids) {
        var taken = new HashSet<String>();
        for (String id : ids) {
            if (accepted(id) && CallIds.raw(id).equals(id)) {
                taken.add(id);
                wires.put(id, id);
            }
        }
        for (String id : ids) {
            if (!wires.containsKey(id)) {
                var wire = accepted(CallIds.raw(id)) ? CallIds.raw(id) : shortened(id);
                for (int attempt = 1; !taken.add(wire); attempt++) {
                    wire = shortened(id + '\0' + attempt);
                }
                wires.put(id, wire);
            }
        }
    }

    private boolean accepted(String id) {
        if (quirks.mistralIds()) {
            return id.length() == MISTRAL && id.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        }
        return quirks.callIdLimit() == 0 || id.length() <= quirks.callIdLimit();
    }

    private String shortened(String id) {
        if (quirks.mistralIds()) {
            var digest = Digest.bytes(id);
            var letters = new StringBuilder(MISTRAL);
            for (int i = 0; i < MISTRAL; i++) {
                letters.append(ALPHABET.charAt(Math.floorMod(digest[i], ALPHABET.length())));
            }
            return letters.toString();
        }
        var wire = "call_" + Digest.hex(id);
        return quirks.callIdLimit() == 0
                ? wire
                : wire.substring(0, Math.min(wire.length(), quirks.callIdLimit()));
    }
}
