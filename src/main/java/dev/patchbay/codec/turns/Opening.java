package dev.patchbay.codec.turns;

import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Turn;

import java.util.ArrayList;
import java.util.List;

/// The leading system text with all that belongs to it, and the turns after it.
record Opening(List<Part> system, List<Turn> turns) {
    static Opening of(Prompt prompt) {
        var head = new ArrayList<>(prompt.system());
        var turns = new ArrayList<>(prompt.turns());
        while (!turns.isEmpty() && turns.getFirst().role() == Turn.Role.SYSTEM) {
            head.addAll(turns.removeFirst().parts());
        }
        var images = head.stream().filter(Part.Image.class::isInstance).toList();
        if (!images.isEmpty()) {
            illustrate(turns, images);
        }
        return new Opening(text(head), turns);
    }

    private static List<Part> text(List<Part> head) {
        var kept = new ArrayList<Part>();
        for (Part part : head) {
            if (part instanceof Part.Text(String text) && !text.isBlank()
                    || part instanceof Part.CacheMark && !kept.isEmpty()) {
                kept.add(part);
            }
        }
        return kept;
    }

    /// No system message takes images, so they open the first user turn.
    private static void illustrate(List<Turn> turns, List<Part> images) {
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).role() == Turn.Role.USER) {
                var parts = new ArrayList<>(images);
                parts.addAll(turns.get(i).parts());
                turns.set(i, new Turn(Turn.Role.USER, parts));
                return;
            }
        }
        turns.addFirst(new Turn(Turn.Role.USER, images));
    }
}
