package dev.patchbay.proxy.catalogue;

import java.util.Optional;

/// What is known of the models that backends list. Answers at once, however old what it knows is.
@FunctionalInterface
public interface Listings {
    Listings NONE = _ -> Optional.empty();

    /// Empty while the list of this backend is unknown.
    Optional<Listed> of(String backend);
}
