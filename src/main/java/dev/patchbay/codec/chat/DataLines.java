package dev.patchbay.codec.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Loss;
import dev.patchbay.wire.Json;

import java.util.function.Consumer;

/// Finds the JSON objects in what a stream carries as data, and the mark of its end. A line that
/// cannot be read is left out.
final class DataLines {
    private static final int LONGEST_MARK = 32;

    /// What is done with what was found.
    public interface Finds {
        void object(ObjectNode chunk);

        void done();

        /// Whether anything more is of interest.
        boolean isOver();
    }

    private final Consumer<Loss> losses;
    private int bad;

    public DataLines(Consumer<Loss> losses) {
        this.losses = losses;
    }

    /// How many lines in a row could not be read, up to now.
    public int bad() {
        return bad;
    }

    /// A line could be read without our help.
    void readOne() {
        bad = 0;
    }

    public void take(String data, Finds finds) {
        if (read(data, finds)) {
            return;
        }
        if (data.indexOf('\n') < 0) {
            leaveOut();
            return;
        }
        // Servers that forget the blank line send several values in one frame.
        for (var line : data.split("\n")) {
            if (!finds.isOver() && !read(line, finds)) {
                leaveOut();
            }
        }
    }

    public void value(JsonNode value, Finds finds) {
        if (finds.isOver()) {
            return;
        }
        switch (value) {
            case ObjectNode chunk -> {
                bad = 0;
                finds.object(chunk);
            }
            case JsonNode list when list.isArray() -> list.forEach(each -> value(each, finds));
            case JsonNode nothing when nothing.isNull() -> {}
            case JsonNode _ -> leaveOut();
        }
    }

    private boolean read(String data, Finds finds) {
        if (data.length() < LONGEST_MARK && data.strip().equals("[DONE]")) {
            finds.done();
            return true;
        }
        if (data.isBlank()) {
            return true;
        }
        try {
            value(Json.read(data), finds);
            return true;
        } catch (JsonProcessingException e) {
            // The caller tries something else, and counts.
            return false;
        }
    }

    private void leaveOut() {
        bad++;
        losses.accept(Loss.slight("a line of the stream that cannot be read"));
    }
}
