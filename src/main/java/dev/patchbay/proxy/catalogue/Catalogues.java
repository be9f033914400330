package dev.patchbay.proxy.catalogue;

import dev.patchbay.backend.Backends;
import dev.patchbay.backend.Service;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Journal;

import org.xnio.XnioIoThread;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The models that the backends list. Made anew from every change of the settings; what is known of
/// a backend that did not change is carried over.
public final class Catalogues implements Listings {
    private static final Catalogues NONE = new Catalogues(Optional.empty(), Map.of());

    private final Optional<Catalogue.Desk> desk;
    private final Map<String, Catalogue> byBackend;

    private Catalogues(Optional<Catalogue.Desk> desk, Map<String, Catalogue> byBackend) {
        this.desk = desk;
        this.byBackend = byBackend;
    }

    /// For a proxy that asks no backend what it has.
    public static Catalogues none() {
        return NONE;
    }

    /// Catalogues of no backends yet.
    ///
    /// @param io where backends are asked
    /// @param folder where lists are kept from one start to the next
    public Catalogues(
            Supplier<XnioIoThread> io, Path folder, InstantSource clock, Journal journal) {
        this(Optional.of(new Catalogue.Desk(io, folder, clock, journal)), Map.of());
    }

    /// The catalogues of these backends. May block: lists are kept on disk.
    public Catalogues of(Backends backends) {
        if (desk.isEmpty()) {
            return this;
        }
        var next = new LinkedHashMap<String, Catalogue>();
        for (Service service : backends.all()) {
            if (ModelsQuestion.canBeAsked(service)) {
                Catalogue before = byBackend.get(service.settings().id());
                boolean same =
                        before != null && before.service().backend().equals(service.backend());
                next.put(
                        service.settings().id(),
                        same ? before : new Catalogue(service, desk.get()));
            }
        }
        return new Catalogues(desk, next);
    }

    @Override
    public Optional<Listed> of(String backend) {
        return Optional.ofNullable(byBackend.get(backend)).flatMap(Catalogue::now);
    }

    /// Begins to fetch what is old.
    public void freshen() {
        byBackend.values().forEach(Catalogue::freshen);
    }

    /// Waits until what is old was fetched, or for as long as there is patience; so never on an I/O
    /// thread or the screen's thread.
    public void await(Duration patience) {
        var all =
                CompletableFuture.allOf(
                        byBackend.values().stream()
                                .map(each -> each.latest().handle((_, _) -> ""))
                                .toArray(CompletableFuture<?>[]::new));
        all.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /// Fetches one backend's list and waits for it.
    public List<String> fetch(String backend) {
        Catalogue catalogue = byBackend.get(backend);
        if (catalogue == null) {
            throw ProxyError.of(
                    ProxyError.Kind.NO_ROUTE,
                    "The models of '%s' cannot be asked for.".formatted(backend));
        }
        try {
            return catalogue.fetch().get(ModelsQuestion.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw ProxyError.from(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw ProxyError.of(ProxyError.Kind.TIMED_OUT, "The list of models is too long.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProxyError.of(ProxyError.Kind.CANCELLED, "Interrupted.", e);
        }
    }

    /// A backend does not know a model: its list may have changed.
    public void doubt(String backend) {
        Optional.ofNullable(byBackend.get(backend)).ifPresent(Catalogue::doubt);
    }

    /// The model that is meant by a name that its backend does not know, if its list tells.
    public Optional<ModelSearch.Found> repaired(Target target, ProxyError error) {
        if (error.kind() != ProxyError.Kind.NOT_FOUND) {
            return Optional.empty();
        }
        return of(target.backend())
                .map(listed -> new ModelSearch.Shelf(target.backend(), listed))
                .flatMap(shelf -> ModelSearch.find(target.model(), List.of(shelf)))
                .filter(found -> !found.target().model().equals(target.model()))
                .map(found -> found.in(target));
    }
}
