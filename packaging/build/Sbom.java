import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Holds the list of parts (CycloneDX) to the package: every library stands in it, nothing else
/// does, and each under a licence that our own table names.
///
///     java -cp 'target/patchbay/lib/*' packaging/build/Sbom.java target/patchbay.cdx.json
/// target/patchbay/lib
final class Sbom {
    private Sbom() {}

    /// @param args the list of parts, the folder of the libraries, perhaps another table
    public static void main(String[] args) throws IOException {
        Path table = args.length > 2 ? Path.of(args[2]) : ThirdParty.TABLE;
        Map<String, JsonNode> listed = listed(Path.of(args[0]));
        var packed = packed(Path.of(args[1]));
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
    private static Map<String, JsonNode> listed(Path sbom) throws IOException {
        Map<String, JsonNode> listed = new TreeMap<>();
        for (JsonNode part : new ObjectMapper().readTree(sbom.toFile()).path("components")) {
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

    private static TreeSet<String> packed(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            var packed = new TreeSet<String>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.equals("patchbay.jar"))
                    .forEach(packed::add);
            return packed;
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
