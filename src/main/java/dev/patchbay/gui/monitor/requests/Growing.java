package dev.patchbay.gui.monitor.requests;

import dev.patchbay.journal.Note;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Hears how long the answers that are under way have become, and whether there is news of any
/// request. Told on any thread.
final class Growing implements Consumer<Note> {
    private final Map<String, Long> letters = new ConcurrentHashMap<>();
    private final AtomicBoolean news = new AtomicBoolean(true);

    @Override
    public void accept(Note note) {
        switch (note) {
            case Note.AnswerGrew(String id, long grown) -> letters.put(id, grown);
            case Note.ExchangeEnded ended -> {
                letters.remove(ended.id());
                news.set(true);
            }
            case Note.ExchangeStarted _, Note.Routed _ -> news.set(true);
            default -> {} // not of how far a request is
        }
    }

    /// The length of its answer so far; 0 where none is known.
    long letters(String id) {
        return letters.getOrDefault(id, 0L);
    }

    /// Whether something happened since this was asked before.
    boolean news() {
        return news.getAndSet(false);
    }
}
