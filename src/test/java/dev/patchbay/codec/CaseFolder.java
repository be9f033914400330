package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Hosting;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;
import dev.patchbay.settings.Presets;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;
import dev.patchbay.wire.SseReader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// One case: a folder named for the behaviour that it shows.
///
/// `request.json` what the client sent · `sent.json` what the backend must get · `upstream.sse`,
/// `.json` or `.txt` what the backend answered · `expected.sse` what the client must get, streaming
/// · `expected.json` the same in one piece, or the error · `notes.txt` what was lost · `case.json`
/// everything else: the rows it proves (`edge`, `spec`), `quirks`, `traits`, `model` and `hosting`
/// of the recipient, status and headers of the `upstream`, `status` and `response_headers` of an
/// error, `merge` where the pieces of a block may be cut as one likes, `material` inside
/// `<own-mark>` signatures.
record CaseFolder(String name, Path path, JsonNode about) {
    private static final Path ALL = Path.of("src", "test", "resources", "cases");
    private static final String ACCOUNT = "ocid1.compartment.oc1..case";
    private static final Set<String> FILES =
            Set.of(
                    "request.json",
                    "sent.json",
                    "upstream.sse",
                    "upstream.json",
                    "upstream.txt",
                    "expected.sse",
                    "expected.json",
                    "notes.txt",
                    "case.json");
    private static final Set<String> WORDS =
            Set.of(
                    "edge",
                    "spec",
                    "quirks",
                    "traits",
                    "model",
                    "hosting",
                    "upstream",
                    "status",
                    "response_headers",
                    "merge",
                    "material");

    static List<CaseFolder> all() throws IOException {
        try (var folders = Files.walk(ALL, 2)) {
            return folders.filter(folder -> folder.getNameCount() == ALL.getNameCount() + 2)
                    .sorted()
                    .map(CaseFolder::at)
                    .toList();
        }
    }

    /// What makes this no case: a misspelt name, or nothing expected.
    List<String> faults() throws IOException {
        var faults = new ArrayList<String>();
        try (var files = Files.list(path)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> !FILES.contains(file))
                    .forEach(file -> faults.add("no case has a file named " + file));
        }
        about.fieldNames()
                .forEachRemaining(
                        word -> {
                            if (!WORDS.contains(word)) {
                                faults.add("case.json says '" + word + "', which means nothing");
                            }
                        });
        if (file("sent.json").isEmpty() && file("expected.json").isEmpty()) {
            faults.add("the case expects nothing");
        }
        return faults;
    }

    private static CaseFolder at(Path path) {
        var about = path.resolve("case.json");
        return new CaseFolder(
                path.getFileName().toString(),
                path,
                Files.exists(about) ? json(bytes(about), about) : Json.object());
    }

    @Override
    public String toString() {
        return name;
    }

    Optional<byte[]> file(String file) {
        var path = this.path.resolve(file);
        return Files.exists(path) ? Optional.of(bytes(path)) : Optional.empty();
    }

    Optional<JsonNode> json(String file) {
        return file(file).map(bytes -> json(bytes, path.resolve(file)));
    }

    ObjectNode request() {
        return (ObjectNode) json("request.json").orElseThrow();
    }

    Optional<List<SseFrame>> expectedFrames() {
        return file("expected.sse").map(CaseFolder::frames);
    }

    List<String> notes() {
        return file("notes.txt")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }

    /// The rows of the coverage list that this case proves.
    List<String> rows() {
        var rows = new ArrayList<String>();
        about.path("edge").forEach(edge -> rows.add("edge " + edge.asInt()));
        about.path("spec").forEach(spec -> rows.add(spec.asText()));
        return rows;
    }

    /// What the client speaks: the first word of the folder that the case is in.
    Dialect front() {
        return dialect(0);
    }

    /// What the backend speaks: the last word of that folder.
    Dialect back() {
        return dialect(1);
    }

    private Dialect dialect(int which) {
        var pair = path.getParent().getFileName().toString().split("-to-");
        return Dialect.valueOf(pair[which].toUpperCase(Locale.ROOT));
    }

    Recipient recipient() {
        String model = about.path("model").asText("test-model");
        return new Recipient(
                "Testbed",
                Target.of("test", model),
                Defaults.with(Quirks.class, about.path("quirks"), usualQuirks()),
                Defaults.with(Traits.class, about.path("traits"), Traits.UNKNOWN),
                Defaults.with(
                        Hosting.class,
                        about.path("hosting"),
                        new Hosting(model, ACCOUNT, false, Optional.empty())));
    }

    /// Those that every backend of this dialect has; none where they are as many as there are
    /// backends.
    private Quirks usualQuirks() {
        return back() == Dialect.OCI
                ? Presets.SHIPPED.of("oci").orElseThrow().plainQuirks()
                : Defaults.with(Quirks.class, Json.object(), null);
    }

    /// The bytes of the backend's answer, if the case has one, packed as its headers say.
    Optional<byte[]> upstream() {
        var packing = upstreamHeaders().first("content-encoding").orElse("");
        return plainUpstream().map(bytes -> packed(bytes, packing));
    }

    private Optional<byte[]> plainUpstream() {
        return file("upstream.sse").or(() -> file("upstream.json")).or(() -> file("upstream.txt"));
    }

    int upstreamStatus() {
        return about.path("upstream").path("status").asInt(200);
    }

    Headers upstreamHeaders() {
        var said = about.path("upstream").get("headers");
        if (said == null) {
            return Headers.of("content-type", usualType());
        }
        var headers = Headers.NONE;
        for (var header : said.properties()) {
            headers = headers.with(header.getKey(), header.getValue().asText());
        }
        return headers;
    }

    private String usualType() {
        if (file("upstream.sse").isPresent()) {
            return "text/event-stream";
        }
        return file("upstream.json").isPresent() ? "application/json" : "text/plain";
    }

    private static byte[] packed(byte[] bytes, String packing) {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (packing) {
                    case "gzip" -> new GZIPOutputStream(packed);
                    case "deflate" -> new DeflaterOutputStream(packed);
                    default -> packed;
                }) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static List<SseFrame> frames(byte[] bytes) {
        var frames = new ArrayList<SseFrame>();
        var reader = new SseReader();
        reader.feed(ByteBuffer.wrap(bytes), frames::add);
        reader.end(frames::add);
        return frames;
    }

    private static JsonNode json(byte[] bytes, Path path) {
        try {
            return Json.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not JSON", e);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
