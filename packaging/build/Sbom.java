import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// Holds the list of parts (CycloneDX) to the package: every library stands in it, nothing else
/// does, and each under a licence that our own table names. Jars that hold nothing, such as those
/// of JavaFX for no system, go into no package; they are taken out of the list.
///
///     java -cp 'target/patchbay/lib/*' packaging/build/Sbom.java target/patchbay.cdx.json
/// target/patchbay/lib
final class Sbom {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Sbom() {}

    /// @param args the list of parts, the folder of the libraries, perhaps another table
    public static void main(String[] args) throws IOException {
        Path table = args.length > 2 ? Path.of(args[2]) : ThirdParty.TABLE;
        Path file = Path.of(args[0]);
        var sbom = (ObjectNode) JSON.readTree(file.toFile());
        Set<String> packed = packed(Path.of(args[1]));
        Map<String, JsonNode> listed = listed(sbom);
        drop(sbom, emptyOnes(listed, Path.of(args[1])));
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), sbom);
        listed = listed(sbom);
        List<String> faults = new ArrayList<>();
        for (String jar : packed) {
            if (!listed.containsKey(jar)) {
                faults.add("%s is in the package and not in the list of parts.".formatted(jar));
            }
        }
        for (var part : listed.entrySet()) {
            if (!packed.contains(part.getKey())) {
                faults.add(
                        "%s is in the list of parts and not in the package."
                                .formatted(part.getKey()));
            }
            licence(part.getKey(), part.getValue(), ThirdParty.all(table)).ifPresent(faults::add);
        }
        faults.forEach(System.err::println);
        System.exit(faults.isEmpty() && !listed.isEmpty() ? 0 : 1);
    }

    /// The parts by the file names that their libraries have.
    private static Map<String, JsonNode> listed(JsonNode sbom) {
        Map<String, JsonNode> listed = new TreeMap<>();
        for (JsonNode part : sbom.path("components")) {
            String purl = part.path("purl").asText();
            String system =
                    purl.contains("classifier=")
                            ? "-" + purl.replaceAll(".*classifier=([^&]*).*", "$1")
                            : "";
            listed.put(
                    "%s-%s%s.jar"
                            .formatted(
                                    part.path("name").asText(),
                                    part.path("version").asText(),
                                    system),
                    part);
        }
        return listed;
    }

    /// By what the list itself calls them.
    private static Set<String> emptyOnes(Map<String, JsonNode> listed, Path lib)
            throws IOException {
        Set<String> empty = new TreeSet<>();
        for (var part : listed.entrySet()) {
            Path jar = lib.resolve(part.getKey());
            if (Files.exists(jar) && isEmpty(jar)) {
                empty.add(part.getValue().path("bom-ref").asText());
            }
        }
        return empty;
    }

    private static void drop(ObjectNode sbom, Set<String> refs) {
        without(sbom.withArray("components"), part -> part.path("bom-ref").asText(), refs);
        without(sbom.withArray("dependencies"), part -> part.path("ref").asText(), refs);
        for (JsonNode each : sbom.withArray("dependencies")) {
            if (each.has("dependsOn")) {
                without(((ObjectNode) each).withArray("dependsOn"), JsonNode::asText, refs);
            }
        }
    }

    private static void without(ArrayNode list, Function<JsonNode, String> name, Set<String> refs) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (refs.contains(name.apply(list.get(i)))) {
                list.remove(i);
            }
        }
    }

    private static Set<String> packed(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            var packed = new TreeSet<String>();
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".jar") && !name.equals("patchbay.jar") && !isEmpty(file)) {
                    packed.add(name);
                }
            }
            return packed;
        }
    }

    private static boolean isEmpty(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .allMatch(it -> it.isDirectory() || it.getName().startsWith("META-INF/"));
        }
    }

    /// What is wrong with what its POM says of its licence, which a new version may have changed.
    private static Optional<String> licence(String jar, JsonNode part, List<ThirdParty> all) {
        var ours = ThirdParty.of(jar, all);
        for (JsonNode each : part.path("licenses")) {
            String licence = each.path("license").path("id").asText();
            if (ours.isEmpty() || !ours.get().licences().contains(licence)) {
                return Optional.of(
                        "%s is under '%s', and %s says otherwise."
                                .formatted(jar, licence, ThirdParty.TABLE));
            }
        }
        return part.path("licenses").isEmpty()
                ? Optional.of("%s has no licence in the list of parts.".formatted(jar))
                : Optional.empty();
    }
}
