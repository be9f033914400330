package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.hub.Event;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Cuts a backend's stream off after each of its frames. What the client gets then must be a valid
/// beginning of the whole answer and an error, unless the backend had already told the end.
record CutStreams(CaseFolder folder, List<SseFrame> whole) {
    void check(byte[] upstream, List<String> faults) {
        // Latin-1 keeps every byte, also those that are no UTF-8.
        var text = new String(upstream, StandardCharsets.ISO_8859_1);
        var blank = text.contains("\r\n\r\n") ? "\r\n\r\n" : "\n\n";
        for (int cut = text.indexOf(blank); cut >= 0; cut = text.indexOf(blank, cut + 1)) {
            int end = cut + blank.length();
            if (end < text.length()) {
                var read = Arrays.copyOf(upstream, end);
                check(read, CaseRun.Ending.CLOSED, faults);
                check(read, CaseRun.Ending.BROKEN, faults);
            }
        }
    }

    private void check(byte[] read, CaseRun.Ending ending, List<String> faults) {
        var run = new CaseRun(folder);
        List<Event> events = run.answer(List.of(read), ending);
        if (CaseRun.refusal(events).isPresent()) {
            return;
        }
        var frames = run.stream(events);
        var where = "%s after %d bytes: ".formatted(ending, read.length);
        StreamCheck.faults(folder.front(), frames).forEach(fault -> faults.add(where + fault));
        boolean complete = StreamCheck.isWhole(frames);
        boolean told = toldItsEnd(read);
        if (complete && !told) {
            faults.add(where + "a cut stream ends as if it were whole");
        }
        if (told && !complete && StreamCheck.isWhole(whole)) {
            faults.add(where + "a complete answer ends in an error");
        }
        if (!complete && !Blocks.begins(Blocks.json(whole), Blocks.json(frames))) {
            faults.add(where + "not a beginning of the whole stream: " + frames);
        }
    }

    /// A reason to stop, or `[DONE]`.
    private static boolean toldItsEnd(byte[] read) {
        for (SseFrame frame : CaseFolder.frames(read)) {
            if (frame.data().strip().equals("[DONE]")) {
                return true;
            }
            JsonNode json = Json.objectOrNull(frame.data());
            if (json != null && finishes(json)) {
                return true;
            }
        }
        return false;
    }

    private static boolean finishes(JsonNode json) {
        if (!json.path("finishReason").asText("").isEmpty()) {
            return true;
        }
        if (json.path("type").asText("").equals("message_delta")) {
            return json.path("delta").path("stop_reason").isTextual();
        }
        for (JsonNode choice : json.path("choices")) {
            if (choice.path("index").asInt(0) == 0
                    && !choice.path("finish_reason").asText("").isEmpty()
                    && !choice.path("finish_reason").isNull()) {
                return true;
            }
        }
        return false;
    }
}
