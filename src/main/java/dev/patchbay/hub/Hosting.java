package dev.patchbay.hub;

import java.util.Optional;

/// Where a model is found at a service that wants to know more than its name.
///
/// @param id what the service itself calls the model, or the endpoint where it runs
/// @param account the part of the customer's account that is asked and charged; empty if none was
///     named
/// @param dedicated it runs for this customer alone, under an endpoint of its own
/// @param form which of the service's forms of request it takes; empty to go by the model's name
public record Hosting(String id, String account, boolean dedicated, Optional<String> form) {
    /// A model that is asked for by its name and nothing else.
    public static Hosting named(String model) {
        return new Hosting(model, "", false, Optional.empty());
    }

    public Hosting withForm(String other) {
        return new Hosting(id, account, dedicated, Optional.of(other));
    }
}
