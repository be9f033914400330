package dev.patchbay.journal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The live stream of notes. Listeners are called on the thread that adds a note, so they hand slow
/// work on; none of them sees what a note must not hold, whoever wrote it.
public final class Journal {
    /// Causes may be named by clients, who must not fill the memory with them.
    private static final int MOST_CAUSES = 10_000;

    private final UnaryOperator<String> mask;
    private final List<Consumer<Note>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Object> causes = ConcurrentHashMap.newKeySet();

    public Journal() {
        this(UnaryOperator.identity());
    }

    /// @param mask takes out of a text what nobody may see
    public Journal(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    public void listen(Consumer<Note> listener) {
        listeners.add(listener);
    }

    public void forget(Consumer<Note> listener) {
        listeners.remove(listener);
    }

    /// Adds this note unless one was added for the same cause before.
    ///
    /// @param cause compared by `equals`
    public void addOnce(Object cause, Note note) {
        if (causes.size() < MOST_CAUSES && causes.add(cause)) {
            add(note);
        }
    }

    public void add(Note note) {
        Note masked = MaskedNotes.of(note, mask);
        for (Consumer<Note> listener : listeners) {
            listener.accept(masked);
        }
    }
}
