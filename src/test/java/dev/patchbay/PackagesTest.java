package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files that packages are made of agree with each other and with the program. The packages
/// themselves are tried by `.ci/slow installer`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PackagesTest {
    private static final Path PACKAGING = Path.of("packaging");
    private static final String ID = "dev.patchbay.patchbay";

    @Test
    void a_desktop_knows_the_program_by_one_name_everywhere() throws IOException {
        assertTrue(read("linux/" + ID + ".metainfo.xml").contains("<id>" + ID + "</id>"));
        assertTrue(
                read("linux/" + ID + ".metainfo.xml")
                        .contains("<launchable type=\"desktop-id\">" + ID + ".desktop<"));
        assertTrue(read("macos/jpackage.options").contains("identifier " + ID + "\n"));
        assertTrue(
                Files.readString(Path.of("src/main/java/dev/patchbay/desktop/BusNotifier.java"))
                        .contains('"' + ID + '"'));
    }

    @Test
    void software_centres_hear_of_the_version_that_is_built() throws IOException {
        assertEquals(
                found("<release version=\"([^\"]+)\"", read("linux/" + ID + ".metainfo.xml")),
                found("<version>([^<]+)", Files.readString(Path.of("pom.xml")))
                        .map(it -> it.replace("-SNAPSHOT", "")));
    }

    @Test
    void deb_and_rpm_say_farewell_in_the_same_words() throws IOException {
        Optional<String> deb = found("(?s)<< 'LINES'\n(.*?)LINES\n", read("linux/prerm"));
        assertEquals(deb, found("(?s)<< 'LINES'\n(.*?)LINES\n", read("linux/patchbay.spec")));
        assertTrue(deb.orElseThrow().contains("    patchbay disconnect --all\n"));
    }

    @Test
    void windows_knows_every_version_as_the_same_program() throws IOException {
        assertTrue(
                read("windows/package.options")
                        .contains("--win-upgrade-uuid 674e8684-5614-457c-a78e-9fc8e36bc07e\n"));
    }

    @Test
    void every_file_is_explained() throws IOException {
        String explained = read("README.md");
        for (String system : List.of("linux", "macos", "windows")) {
            for (String file : files(PACKAGING.resolve(system))) {
                assertTrue(explained.contains("`" + file + "`"), system + "/" + file);
            }
        }
    }

    /// jpackage takes each line of these as it is, so a flag with a blank inside would be two.
    @Test
    void flags_of_the_jvm_are_one_word_each() throws IOException {
        try (Stream<String> lines = Files.lines(PACKAGING.resolve("jvm.options"))) {
            List<String> flags = lines.filter(line -> !line.startsWith("#")).toList();
            assertFalse(flags.isEmpty());
            flags.forEach(flag -> assertTrue(flag.matches("-\\S+"), flag));
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(PACKAGING.resolve(file)).replace("\r\n", "\n");
    }

    private static Optional<String> found(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
