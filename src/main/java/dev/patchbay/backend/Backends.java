package dev.patchbay.backend;

import dev.patchbay.settings.BackendSettings;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The backends that are switched on, by id. Made anew from every change of the settings; what did
/// not change is carried
/// over with its connections.
public final class Backends implements AutoCloseable {
    private final Map<String, Service> services;

    private Backends(Map<String, Service> services) {
        this.services = services;
    }

    public static Backends none() {
        return new Backends(Map.of());
    }

    /// The backends of these settings, keeping those of `before` that are the same; the others of
    /// `before` are closed
    /// when their last answer is over.
    public static Backends of(
            List<BackendSettings> settings,
            Function<BackendSettings, Optional<Backend>> opening,
            Backends before,
            InstantSource clock) {
        var services = new LinkedHashMap<String, Service>();
        for (BackendSettings each : settings) {
            if (each.enabled()) {
                before.service(each.id())
                        .filter(kept -> kept.settings().equals(each))
                        .or(
                                () ->
                                        opening.apply(each)
                                                .map(backend -> Service.of(each, backend, clock)))
                        .ifPresent(service -> services.put(each.id(), service));
            }
        }
        var backends = new Backends(services);
        before.closeAllBut(backends);
        return backends;
    }

    public Optional<Service> service(String id) {
        return Optional.ofNullable(services.get(id));
    }

    public List<Service> all() {
        return List.copyOf(services.values());
    }

    @Override
    public void close() {
        services.values().forEach(service -> service.backend().close());
    }

    private void closeAllBut(Backends next) {
        services.values().stream()
                .filter(
                        service ->
                                next.services.values().stream()
                                        .noneMatch(other -> other.equals(service)))
                .forEach(service -> service.backend().close());
    }
}
