package dev.patchbay.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.connect.Connection.Origin;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.Secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What we remember of the files that we changed. It holds what stood in them before, secrets
/// included, and so is for its owner alone.
final class ConnectionsFile {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path path;

    ConnectionsFile(Path path) {
        this.path = path;
    }

    List<Connection> read() throws Refused {
        try {
            List<Connection> all = new ArrayList<>();
            for (JsonNode each : MAPPER.readTree(Files.readAllBytes(path))) {
                all.add(connection(each));
            }
            return all;
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (JsonProcessingException | DateTimeException _) {
            // The parser's own words would quote what it stumbled over.
            throw new Refused(
                    path + " is broken. Move it away; then clients can be connected again.");
        } catch (IOException e) {
            throw new Refused(path + " cannot be read.", e);
        }
    }

    void write(List<Connection> all) throws Refused {
        ArrayNode array = MAPPER.createArrayNode();
        all.forEach(each -> array.add(json(each)));
        try {
            OwnerOnly.write(path, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(array));
        } catch (IOException e) {
            throw new Refused(path + " cannot be written.", e);
        }
    }

    private static ObjectNode json(Connection connection) {
        Place place = connection.place();
        ObjectNode json =
                MAPPER.createObjectNode()
                        .put("client", place.client())
                        .put("scope", place.scope())
                        .put("file", place.file().toString())
                        .put("since", connection.since().toString());
        switch (connection.origin()) {
            case Origin.Document() -> json.put("origin", "document");
            case Origin.Blank(String text) -> json.put("origin", "blank").put("blank", text);
            case Origin.Nothing(boolean folder) ->
                    json.put("origin", folder ? "no file" : "no folder");
        }
        ArrayNode changes = json.putArray("changes");
        for (Change change : connection.changes()) {
            ObjectNode entry = changes.addObject();
            change.path().forEach(entry.putArray("path")::add);
            entry.put("mark", change.mark());
            change.was().ifPresent(was -> entry.put("was", was.reveal()));
            entry.put("lead", change.lead()).put("tail", change.tail());
        }
        return json;
    }

    private static Connection connection(JsonNode json) {
        var place =
                new Place(
                        json.path("client").asText(),
                        json.path("scope").asText(),
                        Path.of(json.path("file").asText()));
        List<Change> changes = new ArrayList<>();
        for (JsonNode entry : json.path("changes")) {
            changes.add(change(entry));
        }
        Instant since = Instant.parse(json.path("since").asText());
        return new Connection(place, since, origin(json), changes);
    }

    private static Origin origin(JsonNode json) {
        return switch (json.path("origin").asText()) {
            case "blank" -> new Origin.Blank(json.path("blank").asText());
            case "no file" -> new Origin.Nothing(true);
            case "no folder" -> new Origin.Nothing(false);
            default -> new Origin.Document();
        };
    }

    private static Change change(JsonNode json) {
        List<String> path = new ArrayList<>();
        json.path("path").forEach(name -> path.add(name.asText()));
        Optional<Secret> was =
                json.has("was")
                        ? Optional.of(Secret.of(json.path("was").asText()))
                        : Optional.empty();
        return new Change(
                path,
                json.path("mark").asText(),
                was,
                json.path("lead").asText(),
                json.path("tail").asText());
    }
}
