package dev.patchbay.hub;

import java.util.Set;

/// What the gate says to an exchange that wants to begin.
public sealed interface Verdict {
    record Go() implements Verdict {}

    record Warn(String reason) implements Verdict {}

    record Refuse(ProxyError error) implements Verdict {}

    record UseAlias(String alias, String reason) implements Verdict {}

    /// It may go on its way, but not to these backends.
    record Without(Set<String> backends, String reason) implements Verdict {
        public Without {
            backends = Set.copyOf(backends);
        }
    }
}
