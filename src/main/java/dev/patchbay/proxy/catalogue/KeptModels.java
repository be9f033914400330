package dev.patchbay.proxy.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.wire.Json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A backend's list of models in a file of the cache folder. Whatever cannot be read there is as if
/// it were not there: it can be fetched again.
///
/// @param at when it was fetched
record KeptModels(Instant at, List<String> ids) {
    private static final long LARGEST = 8L << 20;

    KeptModels {
        ids = List.copyOf(ids);
    }

    static Optional<KeptModels> read(Path folder, BackendSettings backend) {
        Path file = file(folder, backend);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            var kept = Json.read(Files.readAllBytes(file));
            List<String> ids = ModelsQuestion.ids(kept.path("models"));
            boolean ours = kept.path("of").asText("").equals(mark(backend));
            return ours && !ids.isEmpty()
                    ? Optional.of(new KeptModels(Instant.parse(kept.path("at").asText("")), ids))
                    : Optional.empty();
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Path folder, BackendSettings backend) throws IOException {
        var kept = Json.object().put("of", mark(backend)).put("at", at.toString());
        var models = kept.putArray("models");
        ids.forEach(models::add);
        OwnerOnly.folder(folder);
        OwnerOnly.write(file(folder, backend), Json.bytes(kept));
    }

    private static Path file(Path folder, BackendSettings backend) {
        return folder.resolve("models-" + backend.id() + ".json");
    }

    /// Tells whether the file is of this backend as it is configured now. A digest, because an
    /// address may hold a secret.
    private static String mark(BackendSettings backend) {
        String said = backend.id() + " " + backend.kind().text() + " " + backend.baseUrl();
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
