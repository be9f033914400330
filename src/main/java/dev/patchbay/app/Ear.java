package dev.patchbay.app;

import dev.patchbay.desktop.Control;
import dev.patchbay.desktop.ControlSocket;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What a running Patchbay does when other programs of ours speak to it. Where the system has no
/// such sockets it goes on deaf, and says so.
final class Ear implements AutoCloseable {
    private final Journal journal;
    private final Runnable reload;
    private final Optional<ControlSocket> socket;

    Ear(Path path, Journal journal, Runnable reload) {
        this.journal = journal;
        this.reload = reload;
        this.socket = open(path);
    }

    private Optional<ControlSocket> open(Path path) {
        try {
            return Optional.of(ControlSocket.open(path, this::hear, this::fault));
        } catch (IOException | UnsupportedOperationException e) {
            fault(
                    "Other programs cannot reach this one (%s), so what verbs change about keys counts after a restart."
                            .formatted(e.getMessage()));
            return Optional.empty();
        }
    }

    private Control.Reply hear(Control.Word word) {
        return switch (word) {
            case HELLO -> Control.Reply.done();
            case RELOAD -> {
                reload.run();
                yield Control.Reply.done();
            }
            case REVEAL -> Control.Reply.cannot("It has no window.");
        };
    }

    private void fault(String what) {
        journal.add(new Note.Fault("control", what));
    }

    @Override
    public void close() {
        try {
            if (socket.isPresent()) {
                socket.get().close();
            }
        } catch (IOException e) {
            fault("The control socket could not be taken away.");
        }
    }
}
