package dev.patchbay.app.verbs.clients;

import dev.patchbay.connect.Access;

/// The Patchbay of this user that may be running already.
@FunctionalInterface
interface Neighbour {
    /// Whether it runs there and takes this token.
    boolean answers(Access access);
}
