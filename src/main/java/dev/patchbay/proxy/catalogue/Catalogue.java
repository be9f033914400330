package dev.patchbay.proxy.catalogue;

import dev.patchbay.backend.Service;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;

import org.xnio.XnioIoThread;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The models that one backend lists. It answers at once with what it knows, however old that is,
/// and fetches anew in the background what is older than five minutes.
final class Catalogue {
    static final Duration FRESH = Duration.ofMinutes(5);

    /// How soon a backend that would not tell is asked again.
    static final Duration AGAIN = Duration.ofMinutes(1);

    /// How soon a list may be doubted again.
    static final Duration TRUSTED = Duration.ofSeconds(10);

    /// What all catalogues need.
    ///
    /// @param folder where lists are kept
    record Desk(Supplier<XnioIoThread> io, Path folder, InstantSource clock, Journal journal) {}

    private final Service service;
    private final Desk desk;
    private volatile Optional<Listed> listed = Optional.empty();
    private volatile Instant due = Instant.MIN;
    private Instant asked = Instant.MIN;
    private CompletableFuture<List<String>> fetching = CompletableFuture.completedFuture(List.of());
    private volatile String complaint = "";

    Catalogue(Service service, Desk desk) {
        this.service = service;
        this.desk = desk;
        KeptModels.read(desk.folder(), service.settings())
                // A list from the future tells that the clock was changed.
                .filter(kept -> !kept.at().isAfter(desk.clock().instant()))
                .ifPresent(
                        kept -> {
                            listed = Optional.of(Listed.of(kept.ids()));
                            due = kept.at().plus(FRESH);
                        });
    }

    Service service() {
        return service;
    }

    /// What is known now; what is old begins to be fetched.
    Optional<Listed> now() {
        Optional<Listed> known = listed;
        freshen();
        return known;
    }

    /// Begins to fetch what is old.
    void freshen() {
        if (!desk.clock().instant().isBefore(due)) {
            begin();
        }
    }

    /// The backend does not know a model, so that its list may have changed.
    synchronized void doubt() {
        boolean young = desk.clock().instant().isBefore(later(asked, TRUSTED));
        if (!young) {
            begin();
        }
    }

    /// What comes of the fetching under way or, where nothing is old, came of the last.
    CompletableFuture<List<String>> latest() {
        freshen();
        return fetching();
    }

    /// Fetches the list, unless that is under way already.
    CompletableFuture<List<String>> fetch() {
        begin();
        return fetching();
    }

    private synchronized CompletableFuture<List<String>> fetching() {
        return fetching;
    }

    private synchronized void begin() {
        if (fetching.isDone()) {
            asked = desk.clock().instant();
            var answer = new CompletableFuture<List<String>>();
            fetching = answer;
            Thread.ofVirtual()
                    .name("models of " + service.settings().id())
                    .start(() -> fetch(answer));
        }
    }

    private void fetch(CompletableFuture<List<String>> answer) {
        try {
            List<String> ids = new ModelsQuestion(service, desk.io().get()).all();
            keep(ids);
            answer.complete(ids);
            complaint = "";
            desk.journal().add(new Note.ModelsListed(service.settings().id(), ids.size()));
        } catch (RuntimeException e) {
            ProxyError error = ProxyError.from(e);
            due = desk.clock().instant().plus(AGAIN);
            answer.completeExceptionally(error);
            if (error.kind() != ProxyError.Kind.CANCELLED) {
                complain(error.message());
            }
        }
    }

    private void keep(List<String> ids) {
        Instant now = desk.clock().instant();
        listed = Optional.of(Listed.of(ids));
        due = now.plus(FRESH);
        try {
            new KeptModels(now, ids).write(desk.folder(), service.settings());
        } catch (IOException e) {
            String what = "The models of %s could not be kept: %s";
            desk.journal().add(new Note.Fault("cache", what.formatted(service.settings().id(), e)));
        }
    }

    /// A backend that goes on telling nothing is noted once.
    private void complain(String reason) {
        if (!reason.equals(complaint)) {
            complaint = reason;
            desk.journal().add(new Note.ModelsUnlisted(service.settings().id(), reason));
        }
    }

    private static Instant later(Instant moment, Duration by) {
        return moment.equals(Instant.MIN) ? moment : moment.plus(by);
    }
}
