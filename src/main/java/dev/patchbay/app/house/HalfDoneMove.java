package dev.patchbay.app.house;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.settings.SecretUnavailable;

import java.io.IOException;

/// A move of keys that a killed program may have left half done: brought to its end in the
/// background, for the keychain may take its time.
record HalfDoneMove(KeyMove move, Journal journal, Runnable moved) {
    void start() {
        Thread.ofVirtual().name("key move").start(this::finish);
    }

    private void finish() {
        try {
            if (move.finish()) {
                moved.run();
            }
        } catch (SecretUnavailable e) {
            unfinished(e.message());
        } catch (IOException e) {
            unfinished(String.valueOf(e.getMessage()));
        }
    }

    private void unfinished(String why) {
        journal.add(new Note.Fault("keys", "A move of keys waits to be finished. " + why));
    }
}
