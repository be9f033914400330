package dev.patchbay.app.house;

import dev.patchbay.desktop.Control;
import dev.patchbay.desktop.ControlSocket;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.proxy.replay.Replaying;
import dev.patchbay.wire.Json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/// What a running Patchbay does when other programs of ours speak to it. Where the system has no
/// such sockets it goes on deaf, and says so.
final class Ear implements AutoCloseable {
    private final Journal journal;
    private final Runnable reload;
    private final BooleanSupplier reveal;
    private final Switchboard switchboard;
    private final Optional<ControlSocket> socket;

    /// @param reveal shows a window; false where there is none
    Ear(
            Path path,
            Journal journal,
            Runnable reload,
            BooleanSupplier reveal,
            Switchboard switchboard) {
        this.journal = journal;
        this.reload = reload;
        this.reveal = reveal;
        this.switchboard = switchboard;
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

    private Control.Reply hear(Control.Request request) {
        return switch (request.word()) {
            case HELLO -> Control.Reply.done();
            case RELOAD -> {
                reload.run();
                yield Control.Reply.done();
            }
            case REVEAL ->
                    reveal.getAsBoolean()
                            ? Control.Reply.done()
                            : Control.Reply.cannot("It has no window.");
            case REPLAY -> replay(request.details());
        };
    }

    /// @param details the id of a kept request and, perhaps, where it is to go
    private Control.Reply replay(List<String> details) {
        if (details.isEmpty()) {
            return Control.Reply.cannot("No request was named.");
        }
        try {
            Optional<String> to = details.stream().skip(1).findFirst();
            Replaying replaying = switchboard.replay(details.getFirst(), to);
            try {
                return Control.Reply.done(Json.text(ReplayJson.of(replaying.both().get())));
            } catch (InterruptedException _) {
                replaying.cancel();
                return Control.Reply.cannot("It was given up.");
            }
        } catch (ProxyError e) {
            return Control.Reply.cannot(e.message());
        } catch (ExecutionException e) {
            return Control.Reply.cannot(ProxyError.from(e).message());
        }
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
