package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.codec.chat.Finish;

import java.util.List;
import java.util.Optional;

/// Notes why an answer ends. Some servers tell it again and again; the last time counts.
final class FinishReader {
    private final List<String> stopSequences;
    private Finish last = Finish.NONE;
    private Optional<String> met = Optional.empty();

    /// `stopSequences` are those that we sent: a server may name others, its own.
    FinishReader(List<String> stopSequences) {
        this.stopSequences = stopSequences;
    }

    /// Whether this choice names a reason.
    boolean take(ObjectNode choice) {
        var raw = Fields.text(choice, "finish_reason");
        if (raw.isBlank()) {
            return false;
        }
        last = Finish.of(raw);
        for (var name : List.of("stop_reason", "matched_stop")) {
            var named = Fields.text(choice, name);
            if (stopSequences.contains(named)) {
                met = Optional.of(named);
            }
        }
        return true;
    }

    Finish last() {
        return last;
    }

    /// The stop sequence that was met, if it was named.
    Optional<String> met() {
        return met;
    }
}
