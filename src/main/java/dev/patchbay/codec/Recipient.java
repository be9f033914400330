package dev.patchbay.codec;

import dev.patchbay.hub.Hosting;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;

/// Whom a request is written for: the target, its backend's quirks, its model's traits and where
/// that model is found. `backend` is the name that people gave it, for error texts.
public record Recipient(
        String backend, Target target, Quirks quirks, Traits traits, Hosting hosting) {
    /// A model that its name is enough to find.
    public Recipient(String backend, Target target, Quirks quirks, Traits traits) {
        this(backend, target, quirks, traits, Hosting.named(target.model()));
    }
}
