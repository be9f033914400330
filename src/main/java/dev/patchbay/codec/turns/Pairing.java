package dev.patchbay.codec.turns;

import dev.patchbay.codec.Message;
import dev.patchbay.codec.TurnList;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Turn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Makes messages of turns and puts the result of each call where chat dialects demand it.
///
/// A round is one assistant turn and all that follows until the next one. Its calls are answered
/// first, in the order of the calls, nothing between: by one message per call, or by the first
/// parts of the user's next one. A call that has no result gets a placeholder, as after an
/// interruption; of several results the last counts; a result that no call of this round asked for
/// becomes text. What a user or a mid-conversation instruction says in the round comes after.
final class Pairing {
    private static final String INTERRUPTED = "[no result: interrupted]";

    private static final int LONGEST_TYPE = 80;

    private final Dialect own;
    private final Manner manner;
    private final Quirks quirks;
    private final Consumer<Loss> losses;
    private final List<Message> messages = new ArrayList<>();

    private Pairing(Dialect own, Manner manner, Quirks quirks, Consumer<Loss> losses) {
        this.own = own;
        this.manner = manner;
        this.quirks = quirks;
        this.losses = losses;
    }

    static List<Message> messages(
            List<Turn> turns, Dialect own, Manner manner, Quirks quirks, Consumer<Loss> losses) {
        var pairing = new Pairing(own, manner, quirks, losses);
        var joined = new TurnList();
        turns.forEach(turn -> joined.add(turn.role(), turn.parts()));
        List<Part> said = List.of();
        var heard = new ArrayList<Turn>();
        for (Turn turn : joined.turns()) {
            if (turn.role() == Turn.Role.ASSISTANT) {
                pairing.round(said, heard);
                said = turn.parts();
                heard.clear();
            } else {
                heard.add(turn);
            }
        }
        pairing.round(said, heard);
        return pairing.messages;
    }

    private void round(List<Part> said, List<Turn> heard) {
        var results = new LinkedHashMap<String, ResultText>();
        said(said).forEach(call -> results.put(call.id(), ResultText.missing(INTERRUPTED)));
        var after = new ArrayList<Message>();
        var lifted = new ArrayList<Part>();
        for (Turn turn : heard) {
            var parts = heard(turn.parts(), results);
            if (turn.role() == Turn.Role.SYSTEM) {
                add(new Message.Instruction(parts), after);
            } else {
                add(new Message.User(parts), after);
            }
        }
        results.forEach(
                (id, result) -> {
                    switch (manner) {
                        case MESSAGES -> {
                            messages.add(new Message.ToolResult(id, result.parts(quirks)));
                            lifted.addAll(result.media(id));
                        }
                        case BLOCKS -> lifted.addAll(result.block(id));
                    }
                });
        messages.addAll(liftedInto(lifted, after));
    }

    private static void add(Message message, List<Message> to) {
        if (message.parts().stream().anyMatch(part -> !(part instanceof Part.CacheMark))) {
            to.add(message);
        }
    }

    private static List<Message> liftedInto(List<Part> lifted, List<Message> after) {
        if (lifted.isEmpty()) {
            return after;
        }
        var all = new ArrayList<>(after);
        if (!all.isEmpty() && all.getFirst() instanceof Message.User(List<Part> own)) {
            lifted.addAll(own);
            all.removeFirst();
        }
        all.addFirst(new Message.User(lifted));
        return all;
    }

    /// Adds the assistant's message, if anything is left of it, and answers its calls.
    private List<Part.ToolCall> said(List<Part> parts) {
        var kept = new ArrayList<Part>();
        var calls = new LinkedHashMap<String, Part.ToolCall>();
        boolean speaks = false;
        for (Part part : parts) {
            boolean keeps =
                    switch (part) {
                        case Part.Text(String text) -> {
                            speaks |= !text.isBlank();
                            yield !text.isBlank();
                        }
                        case Part.ToolCall call -> {
                            boolean first = calls.putIfAbsent(call.id(), call) == null;
                            yield first || lost("tool call with a repeated id");
                        }
                        case Part.Thinking _, Part.CacheMark _ -> true;
                        case Part.Unknown(Opaque content, _) -> {
                            boolean ours = known(content);
                            speaks |= ours;
                            yield ours;
                        }
                        case Part.Image _ -> lost("image of the assistant");
                        case Part.Document _ -> lost("document of the assistant");
                        case Part.ToolResult _ -> lost("tool result of the assistant");
                    };
            if (keeps) {
                kept.add(part);
            }
        }
        if (speaks || !calls.isEmpty()) {
            messages.add(new Message.Assistant(kept));
        }
        return List.copyOf(calls.values());
    }

    /// Files the results of this turn under their calls and answers what else it says.
    private List<Part> heard(List<Part> parts, Map<String, ResultText> results) {
        var kept = new ArrayList<Part>();
        ResultText last = null;
        for (Part part : parts) {
            ResultText result = null;
            switch (part) {
                case Part.Text(String text) -> {
                    if (!text.isBlank()) {
                        kept.add(part);
                    }
                }
                case Part.ToolResult(String id, List<Part> content, boolean failed) -> {
                    var text = ResultText.of(content, failed, losses);
                    if (results.containsKey(id)) {
                        results.put(id, text);
                        result = text;
                    } else {
                        kept.addAll(text.orphaned(id));
                    }
                }
                // A mark right behind a result belongs to it, wherever the result moves to.
                case Part.CacheMark mark -> {
                    if (last == null) {
                        kept.add(mark);
                    } else {
                        last.mark(mark);
                    }
                }
                case Part.Image _, Part.Document _ -> kept.add(part);
                case Part.Unknown(Opaque content, _) -> {
                    if (known(content)) {
                        kept.add(part);
                    }
                }
                case Part.Thinking _ -> lost("thinking of the user");
                case Part.ToolCall _ -> lost("tool call of the user");
            }
            last = result;
        }
        return kept;
    }

    private boolean known(Opaque content) {
        var type = content.json().path("type").asText("");
        boolean nameable = !type.isBlank() && type.length() <= LONGEST_TYPE;
        return content.dialect() == own || lost("block of type " + (nameable ? type : "unknown"));
    }

    private boolean lost(String what) {
        losses.accept(Loss.felt(what));
        return false;
    }
}
