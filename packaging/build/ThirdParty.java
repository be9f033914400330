import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody's work in the package: a row of the table in `packaging/licenses/README.md`.
///
/// @param jars what its jars are called, without their versions; none, if it is a part of another's
/// @param licences SPDX ids, all of which hold
/// @param texts the files with their texts, besides those that the jars hold
record ThirdParty(
        String name, List<String> jars, List<String> licences, List<Path> texts, String from) {
    /// `javafx-base-26.0.2-linux.jar`: its name, its version, and what system it is for.
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^-]*)(?:-.*)?\\.jar");

    static final Path TABLE = Path.of("packaging/licenses/README.md");

    static List<ThirdParty> all(Path table) throws IOException {
        List<ThirdParty> all = new ArrayList<>();
        boolean rows = false;
        for (String line : Files.readAllLines(table)) {
            if (line.startsWith("| what | jars |")) {
                rows = true;
            } else if (rows && !line.startsWith("|")) {
                return all;
            } else if (rows && !line.startsWith("| ---")) {
                all.add(row(line));
            }
        }
        throw new IOException("%s has no table of what others wrote.".formatted(table));
    }

    private static ThirdParty row(String line) {
        String[] cells = line.split("\\|");
        return new ThirdParty(
                cells[1].strip(),
                words(cells[2], " "),
                words(cells[3], " AND "),
                words(cells[4], " ").stream().map(Path::of).toList(),
                cells[5].strip());
    }

    private static List<String> words(String cell, String between) {
        return cell.isBlank() ? List.of() : List.of(cell.strip().split(between));
    }

    /// What the jar of this file name is called without its version.
    static String jar(String file) {
        Matcher found = JAR.matcher(file);
        return found.matches() ? found.group(1) : file;
    }

    static String version(String file) {
        Matcher found = JAR.matcher(file);
        return found.matches() ? found.group(2) : "";
    }

    static Optional<ThirdParty> of(String file, List<ThirdParty> all) {
        return all.stream().filter(each -> each.jars().contains(jar(file))).findFirst();
    }

    /// Where its texts are gathered: its name, as far as any file system takes it.
    String folder() {
        String start = name.split("[,:]")[0].toLowerCase(Locale.ROOT);
        return start.replaceAll("[^a-z0-9]+", "-");
    }
}
