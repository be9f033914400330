package dev.patchbay.connect;

import java.nio.file.Path;

/// One config file of a client.
///
/// @param client the client's id
/// @param scope the client's own word for whom the file is
public record Place(String client, String scope, Path file) {
    public Place {
        file = file.toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
        return client + " (" + scope + ", " + file + ")";
    }
}
