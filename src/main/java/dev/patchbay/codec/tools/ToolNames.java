package dev.patchbay.codec.tools;

import dev.patchbay.codec.Digest;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.Turn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tool names as chat backends accept them, and back: letters, digits, `_` and mostly `-`, at most
/// 64.
///
/// No two names of a request share a wire name. The map follows from the names alone, the tools'
/// before those that only the history holds, so a tool keeps its wire name over restarts and
/// however the history grows. Accepted names stay as they are.
public final class ToolNames {
    private static final int LONGEST = 64;
    private static final int HASH = 8;

    /// What a name may be made of.
    public enum Alphabet {
        /// Letters, digits, `_` and `-`.
        COMMON,
        /// The names of a programming language: no `-`, and no digit first.
        IDENTIFIER
    }

    private final Alphabet alphabet;
    private final Map<String, String> wires = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();

    private ToolNames(Alphabet alphabet) {
        this.alphabet = alphabet;
    }

    public static ToolNames of(Prompt prompt) {
        return of(prompt, Alphabet.COMMON);
    }

    public static ToolNames of(Prompt prompt, Alphabet alphabet) {
        var tools = new LinkedHashSet<String>();
        for (Tool.Function function : prompt.functions()) {
            tools.add(function.name());
        }
        var history = new LinkedHashSet<String>();
        for (Turn turn : prompt.turns()) {
            for (Part part : turn.parts()) {
                if (part instanceof Part.ToolCall call) {
                    history.add(call.name());
                }
            }
        }
        var names = new ToolNames(alphabet);
        names.claim(tools);
        names.claim(history);
        return names;
    }

    public String wire(String original) {
        var wire = wires.get(original);
        return wire == null ? sanitised(original) : wire;
    }

    /// The name behind a wire name: exactly, else by the only one that differs in case, else the
    /// name itself, which then is one the model made up.
    public String original(String wire) {
        var exact = originals.get(wire);
        if (exact != null) {
            return exact;
        }
        List<String> alike = new ArrayList<>();
        originals.forEach(
                (known, original) -> {
                    if (known.equalsIgnoreCase(wire)) {
                        alike.add(original);
                    }
                });
        return alike.size() == 1 ? alike.getFirst() : wire;
    }

    private void claim(Set<String> names) {
        names.forEach(
                name -> {
                    if (name.equals(sanitised(name))) {
                        claim(name, name);
                    }
                });
        names.forEach(name -> claim(name, sanitised(name)));
    }

    private void claim(String original, String wish) {
        if (wires.containsKey(original)) {
            return;
        }
        String wire = wish;
        for (int attempt = 0; originals.containsKey(wire); attempt++) {
            wire = hashed(wish, attempt == 0 ? original : original + '\0' + attempt);
        }
        wires.put(original, wire);
        originals.put(wire, original);
    }

    private String sanitised(String name) {
        boolean leads =
                alphabet == Alphabet.IDENTIFIER && !name.isEmpty() && isDigit(name.charAt(0));
        if (name.isEmpty()) {
            return "_";
        }
        var legal = new StringBuilder(leads ? "_" + name : name);
        for (int i = 0; i < legal.length(); i++) {
            if (!isLegal(legal.charAt(i))) {
                legal.setCharAt(i, '_');
            }
        }
        return legal.length() <= LONGEST ? legal.toString() : hashed(legal.toString(), name);
    }

    private boolean isLegal(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || isDigit(c)
                || c == '_'
                || c == '-' && alphabet == Alphabet.COMMON;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String hashed(String legal, String hashedText) {
        var head = legal.substring(0, Math.min(legal.length(), LONGEST - HASH - 1));
        return head + "_" + Digest.hex(hashedText).substring(0, HASH);
    }
}
