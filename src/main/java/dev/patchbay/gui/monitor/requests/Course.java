package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.KeptExchange.End;
import dev.patchbay.journal.LogLines;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Tail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// What happened to a request, in order: what was kept of it, and what the journal still knows.
///
/// @param waitShare which part of its time went by before the first token came; negative where that
///     is not known
record Course(List<Step> steps, double waitShare) {
    /// @param millis since it began
    record Step(long millis, String at, String what) {}

    Course {
        steps = List.copyOf(steps);
    }

    static Course of(KeptExchange exchange, List<Tail.Line> told, Wording wording) {
        Texts texts = wording.texts();
        List<Step> steps = new ArrayList<>();
        OptionalInt first = Wording.end(exchange, End::firstTokenMillis);
        OptionalInt whole = Wording.end(exchange, End::durationMillis);
        steps.add(step(0, texts.get("requests.step.began"), wording));
        for (Tail.Line line : told) {
            if (isStep(line.note(), exchange.id())) {
                long millis = Duration.between(exchange.startedAt(), line.at()).toMillis();
                steps.add(step(Math.max(0, millis), words(line.note(), exchange.id()), wording));
            }
        }
        if (steps.size() == 1 && exchange.way().backend().isPresent()) {
            String way = wording.answeredBy(exchange);
            steps.add(step(0, texts.get("requests.step.went", way), wording));
        }
        first.ifPresent(at -> steps.add(step(at, texts.get("requests.step.first"), wording)));
        whole.ifPresent(
                at ->
                        steps.add(
                                step(
                                        at,
                                        texts.get("requests.step.ended", wording.status(exchange)),
                                        wording)));
        steps.sort(Comparator.comparingLong(Step::millis));
        boolean known = first.isPresent() && whole.orElse(0) > 0;
        return new Course(
                steps, known ? Math.min(1, first.getAsInt() / (double) whole.getAsInt()) : -1);
    }

    /// Its beginning and its end are known from elsewhere.
    private static boolean isStep(Note note, String id) {
        return note.exchange().filter(id::equals).isPresent()
                && !(note instanceof Note.ExchangeStarted)
                && !(note instanceof Note.ExchangeEnded);
    }

    private static String words(Note note, String id) {
        String sentence = LogLines.sentence(note);
        return sentence.startsWith(id)
                ? sentence.substring(id.length()).replaceFirst("^[: ]+", "")
                : sentence;
    }

    private static Step step(long millis, String what, Wording wording) {
        return new Step(millis, "+" + wording.figures().millis(millis), what);
    }
}
