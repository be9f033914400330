package dev.patchbay.proxy.routing;

import dev.patchbay.backend.DemoBackend;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.catalogue.Listed;
import dev.patchbay.proxy.catalogue.Listings;
import dev.patchbay.proxy.catalogue.ModelSearch;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.ModelSettings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All models that are known, in the user's order of the backends: of each what is said of it, and
/// what it lists itself.
final class Shelves {
    private final Map<String, Listed> said = new LinkedHashMap<>();
    private final Listings listings;

    Shelves(List<BackendSettings> backends, Listings listings) {
        this.listings = listings;
        for (BackendSettings each : backends) {
            var models = new ArrayList<>(each.models().stream().map(ModelSettings::id).toList());
            if (each.kind() == BackendKind.DEMO) {
                models.addAll(DemoBackend.models());
            }
            said.put(each.id(), Listed.of(models));
        }
    }

    List<ModelSearch.Shelf> all() {
        var shelves = new ArrayList<ModelSearch.Shelf>();
        said.forEach(
                (backend, models) -> {
                    shelves.add(new ModelSearch.Shelf(backend, models));
                    listings.of(backend)
                            .map(listed -> new ModelSearch.Shelf(backend, listed))
                            .ifPresent(shelves::add);
                });
        return shelves;
    }

    boolean has(String model) {
        return all().stream().anyMatch(shelf -> shelf.models().has(model));
    }

    boolean has(Target target) {
        return Optional.ofNullable(said.get(target.backend()))
                        .filter(models -> models.has(target.model()))
                        .isPresent()
                || listings.of(target.backend())
                        .filter(models -> models.has(target.model()))
                        .isPresent();
    }

    /// The names of all models.
    Stream<String> models() {
        return all().stream().flatMap(shelf -> shelf.models().ids().stream());
    }

    boolean isListed(String backend) {
        return listings.of(backend).isPresent();
    }
}
