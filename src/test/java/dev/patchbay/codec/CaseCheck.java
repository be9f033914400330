package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds one case to its expectations: the request as the backend gets it, the answer as the client
/// gets it, four ways and in one piece, and what was lost.
final class CaseCheck {
    private final CaseFolder folder;
    private final List<String> faults = new ArrayList<>();

    private CaseCheck(CaseFolder folder) {
        this.folder = folder;
    }

    /// What is not as expected, in words; empty when all is.
    static List<String> faults(CaseFolder folder) {
        var check = new CaseCheck(folder);
        check.check();
        return check.faults;
    }

    private void check() {
        CaseRun run;
        try {
            run = new CaseRun(folder);
        } catch (ProxyError refusal) {
            checkError("the request", refusal);
            return;
        }
        folder.json("sent.json").ifPresent(expected -> checkSent(expected, run));
        var upstream = folder.upstream();
        if (upstream.isPresent()) {
            checkAnswer(run, upstream.get());
        } else if (folder.about().has("status")) {
            faults.add("the request was not refused; sent: " + run.sent());
        }
        checkNotes(run.losses());
    }

    private void checkSent(JsonNode expected, CaseRun run) {
        var sent = run.sent().deepCopy();
        if (!sent.path("stream").asBoolean()) {
            sent.remove("stream");
        }
        if (sent.get("chatRequest") instanceof ObjectNode chat
                && !chat.path("isStream").asBoolean()) {
            chat.remove("isStream");
        }
        compare("sent.json", expected, sent, TreeDiff.Nulls.MATTER);
        if (!run.sentAgain().equals(run.sent())) {
            faults.add("writing the request twice gives two requests");
        }
    }

    private void checkAnswer(CaseRun run, byte[] upstream) {
        var reads = List.of(upstream);
        var events = run.answer(reads, CaseRun.Ending.CLOSED);
        checkStream(run, events);
        try {
            var message = run.whole(events);
            folder.json("expected.json")
                    .ifPresentOrElse(
                            expected ->
                                    compare(
                                            "expected.json",
                                            expected,
                                            message,
                                            TreeDiff.Nulls.MAY_BE_LEFT_OUT),
                            () -> faults.add("no expected.json for " + message));
        } catch (ProxyError error) {
            checkError("the answer in one piece", error);
        }
        checkSame("byte by byte", events, bytes(upstream));
        if (isText(upstream) && !text(upstream).contains("\r")) {
            checkSame("with CR LF", events, List.of(bytes(text(upstream).replace("\n", "\r\n"))));
        }
        if (folder.file("upstream.json").isPresent() && folder.upstreamStatus() == 200) {
            checkHalf(upstream);
        }
        if (folder.file("upstream.sse").isPresent() && isText(upstream)) {
            new CutStreams(folder, run.stream(events)).check(upstream, faults);
        }
    }

    private void checkStream(CaseRun run, List<Event> events) {
        var refusal = CaseRun.refusal(events);
        if (refusal.isPresent()) {
            if (folder.expectedFrames().isPresent()) {
                faults.add("an error instead of a stream: " + refusal.get().message());
            }
            checkError("the stream", refusal.get());
            return;
        }
        var frames = run.stream(events);
        StreamCheck.faults(folder.front(), frames)
                .forEach(fault -> faults.add("the stream: " + fault));
        folder.expectedFrames()
                .ifPresent(expected -> compareFrames(Blocks.json(expected), Blocks.json(frames)));
    }

    private void compareFrames(List<ObjectNode> expected, List<ObjectNode> actual) {
        boolean merge = folder.about().path("merge").asBoolean();
        var wanted = merge ? Blocks.merged(expected) : expected;
        var got = merge ? Blocks.merged(actual) : actual;
        for (int i = 0; i < Math.max(wanted.size(), got.size()); i++) {
            var fault =
                    i >= wanted.size()
                            ? List.of("expected no more, got " + got.get(i))
                            : i >= got.size()
                                    ? List.of("expected " + wanted.get(i) + ", got no more")
                                    : TreeDiff.between(
                                            plain(wanted.get(i)),
                                            plain(got.get(i)),
                                            TreeDiff.Nulls.MAY_BE_LEFT_OUT);
            if (!fault.isEmpty()) {
                faults.add(
                        "expected.sse, frame %d%s\n%s"
                                .formatted(i, String.join("\n    ", fault), lines(got)));
                return;
            }
        }
    }

    private void checkSame(String how, List<Event> events, List<byte[]> reads) {
        var run = new CaseRun(folder);
        var again = run.answer(reads, CaseRun.Ending.CLOSED);
        if (!again.equals(events)) {
            faults.add("%s the events are others:\n    %s\n    %s".formatted(how, again, events));
        }
    }

    private void checkHalf(byte[] upstream) {
        var half = List.of(Arrays.copyOf(upstream, upstream.length / 2));
        for (CaseRun.Ending ending : CaseRun.Ending.values()) {
            var events = new CaseRun(folder).answer(half, ending);
            if (CaseRun.refusal(events).isEmpty()) {
                faults.add("half the body was taken for an answer: " + events);
            }
        }
    }

    private void checkError(String what, ProxyError error) {
        var expected = folder.json("expected.json");
        if (expected.isEmpty() || !folder.about().has("status")) {
            faults.add("%s was refused: %d %s".formatted(what, error.status(), error.message()));
            return;
        }
        var envelope = CaseRun.envelope(folder, error);
        compare("expected.json", expected.get(), envelope, TreeDiff.Nulls.MATTER);
        var answer = Json.object().put("status", error.status());
        error.retryAfter().ifPresent(wait -> answer.put("retry-after", "" + wait));
        error.shouldRetry().ifPresent(retry -> answer.put("x-should-retry", "" + retry));
        var wanted = Json.object();
        wanted.set("status", folder.about().get("status"));
        folder.about()
                .path("response_headers")
                .properties()
                .forEach(header -> wanted.set(header.getKey(), header.getValue()));
        compare(what, wanted, answer, TreeDiff.Nulls.MATTER);
    }

    /// Every felt loss must be noted and every noted one must be told; slight ones may go unnoted.
    private void checkNotes(List<Loss> losses) {
        var told = new TreeSet<String>();
        var felt = new TreeSet<String>();
        for (Loss loss : losses) {
            var line = loss.weight().name().toLowerCase(Locale.ROOT) + " " + loss.what();
            told.add(line);
            if (loss.weight() == Loss.Weight.FELT) {
                felt.add(line);
            }
        }
        var noted = new TreeSet<>(folder.notes());
        var untold = new TreeSet<>(noted);
        untold.removeAll(told);
        felt.removeAll(noted);
        if (!untold.isEmpty() || !felt.isEmpty()) {
            faults.add("notes.txt: not told %s, not noted %s".formatted(untold, felt));
        }
    }

    private void compare(String what, JsonNode expected, JsonNode actual, TreeDiff.Nulls nulls) {
        for (String difference : TreeDiff.between(plain(expected), plain(actual), nulls)) {
            faults.add(what + " " + difference);
        }
    }

    private static JsonNode plain(JsonNode json) {
        return PlainJson.read(Json.text(json));
    }

    private static String lines(List<ObjectNode> frames) {
        return frames.stream().map(Json::text).collect(Collectors.joining("\n    ", "    ", ""));
    }

    private static boolean isText(byte[] bytes) {
        return !text(bytes).contains("\ufffd");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> bytes(byte[] all) {
        var reads = new ArrayList<byte[]>(all.length);
        for (byte one : all) {
            reads.add(new byte[] {one});
        }
        return reads;
    }
}
