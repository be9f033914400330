import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Tells which libraries have known vulnerabilities, as a database on the net says or, where that
/// cannot be asked, as it said before. Started by `.ci/advisories`.
final class Advisories {
    private static final int NONE = 0;
    private static final int SOME = 1;
    private static final int UNKNOWN = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OLDEST = Duration.ofDays(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A line of `dependency:list`: group, artifact, type, perhaps a classifier, version, scope.
    private static final Pattern LIBRARY =
            Pattern.compile(
                    "^\\s+([\\w.-]+):([\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.-]+):(?:compile|runtime)");

    private record Library(String name, String version) {
        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    /// @param known what is known of each library, by its name and version: a list of ids
    private record Answer(Instant at, ObjectNode known) {}

    private static final class Unasked extends Exception {
        Unasked(String why) {
            super(why);
        }
    }

    private Advisories() {}

    /// @param args the list of libraries, the file that answers are kept in, the address to ask
    public static void main(String[] args) throws Exception {
        List<Library> libraries = libraries(Path.of(args[0]));
        if (libraries.isEmpty()) {
            System.err.println("Could not run: no library was listed.");
            System.exit(UNKNOWN);
        }
        try {
            System.exit(told(libraries, answer(libraries, Path.of(args[1]), URI.create(args[2]))));
        } catch (Unasked e) {
            System.err.println("Could not run: " + e.getMessage());
            System.exit(UNKNOWN);
        }
    }

    private static List<Library> libraries(Path list) throws IOException {
        List<Library> libraries = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            var found = LIBRARY.matcher(line);
            if (found.find()) {
                libraries.add(new Library(found.group(1) + ":" + found.group(2), found.group(3)));
            }
        }
        return libraries;
    }

    private static Answer answer(List<Library> libraries, Path cache, URI url)
            throws IOException, InterruptedException, Unasked {
        try {
            Answer fresh = new Answer(Instant.now(), asked(libraries, url));
            keep(fresh, cache);
            return fresh;
        } catch (IOException e) {
            String why =
                    "%s cannot be asked (%s)"
                            .formatted(url.getHost(), e.getClass().getSimpleName());
            Answer kept = kept(cache, why);
            for (Library library : libraries) {
                if (!kept.known().has(library.toString())) {
                    throw new Unasked(why + ", and it was never asked about " + library + ".");
                }
            }
            System.out.printf("%s; this is what it said at %s.%n", why, kept.at());
            return kept;
        }
    }

    private static ObjectNode asked(List<Library> libraries, URI url)
            throws IOException, InterruptedException {
        var question = JSON.createObjectNode();
        ArrayNode queries = question.putArray("queries");
        for (Library library : libraries) {
            ObjectNode query = queries.addObject();
            query.put("version", library.version());
            query.putObject("package").put("ecosystem", "Maven").put("name", library.name());
        }
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(question.toString()))
                        .build();
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        var response = client.send(request, BodyHandlers.ofString());
        JsonNode results = JSON.readTree(response.body()).path("results");
        if (response.statusCode() != 200 || results.size() != libraries.size()) {
            throw new IOException("status " + response.statusCode());
        }
        var known = JSON.createObjectNode();
        for (int i = 0; i < libraries.size(); i++) {
            ArrayNode ids = known.putArray(libraries.get(i).toString());
            results.get(i).path("vulns").forEach(each -> ids.add(each.path("id")));
        }
        return known;
    }

    private static void keep(Answer answer, Path cache) throws IOException {
        var kept = JSON.createObjectNode().put("at", answer.at().toString());
        kept.set("known", answer.known());
        Files.createDirectories(cache.toAbsolutePath().getParent());
        Files.writeString(cache, kept.toString());
    }

    private static Answer kept(Path cache, String why) throws IOException, Unasked {
        if (Files.notExists(cache)) {
            throw new Unasked(why + ", and no answer was kept.");
        }
        JsonNode kept = JSON.readTree(Files.readAllBytes(cache));
        Instant at = Instant.parse(kept.path("at").asText());
        if (at.isBefore(Instant.now().minus(OLDEST))) {
            throw new Unasked(why + ", and what it said at " + at + " is too old.");
        }
        return new Answer(at, (ObjectNode) kept.path("known"));
    }

    private static int told(List<Library> libraries, Answer answer) {
        int found = 0;
        for (Library library : libraries) {
            for (JsonNode id : answer.known().path(library.toString())) {
                System.out.printf("%s: https://osv.dev/vulnerability/%s%n", library, id.asText());
                found++;
            }
        }
        System.out.printf("Libraries: %d, known vulnerabilities: %d%n", libraries.size(), found);
        return found == 0 ? NONE : SOME;
    }
}
