package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.proxy.catalogue.Listings;
import dev.patchbay.proxy.routing.Router;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Holds README and docs to what can be checked in them: the example of a settings file, where its
/// names lead, the classes that are named, and links.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ProseTest {
    private static final Path README = Path.of("README.md");
    private static final Path SOURCES = Path.of("src/main/java/dev/patchbay");
    private static final Pattern EXAMPLE =
            Pattern.compile("```json\\n(\\{\\n  \"version\".*?)```", Pattern.DOTALL);
    private static final Pattern ROUTE =
            Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)`.*\\|$", Pattern.MULTILINE);
    private static final Pattern CLASS =
            Pattern.compile("`((?:[a-z]+\\.)+[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void the_example_of_the_readme_leads_where_its_table_says()
            throws IOException, SettingsRefused {
        String text = Files.readString(README);
        MatchResult example = EXAMPLE.matcher(text).results().findFirst().orElseThrow();
        var router = new Router(Settings.parse(example.group(1)), Listings.NONE);

        Map<String, String> told = new LinkedHashMap<>();
        Map<String, String> real = new LinkedHashMap<>();
        String below = text.substring(example.end(), text.indexOf("\n## ", example.end()));
        ROUTE.matcher(below)
                .results()
                .forEach(
                        row -> {
                            told.put(row.group(1), row.group(2));
                            var first = router.route(row.group(1)).targets().getFirst();
                            real.put(row.group(1), first.toString());
                        });

        assertFalse(told.isEmpty(), "the table of routes was not found");
        assertEquals(told, real);
    }

    @Test
    void every_link_leads_to_a_file() throws IOException {
        List<String> links = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .forEach(
                            link -> {
                                links.add(link);
                                if (!Files.exists(page.resolveSibling(link))) {
                                    broken.add(page + ": " + link);
                                }
                            });
        }

        assertFalse(links.isEmpty(), "no link was found");
        assertEquals(List.of(), broken);
    }

    @Test
    void no_page_holds_two_versions_of_itself() throws IOException {
        Pattern mark = Pattern.compile("^(<{7}|>{7}) ", Pattern.MULTILINE);
        List<Path> all = new ArrayList<>(pages());
        all.add(Path.of("CHANGELOG.md"));
        List<Path> found = new ArrayList<>();
        for (Path page : all) {
            if (mark.matcher(Files.readString(page)).find()) {
                found.add(page);
            }
        }

        assertEquals(List.of(), found);
    }

    @Test
    void every_class_that_is_named_with_its_room_exists() throws IOException {
        List<String> named = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            CLASS.matcher(Files.readString(page))
                    .results()
                    .map(name -> name.group(1))
                    .forEach(
                            name -> {
                                named.add(name);
                                Path file = SOURCES.resolve(name.replace('.', '/') + ".java");
                                if (!Files.exists(file)) {
                                    missing.add(page + ": " + name);
                                }
                            });
        }

        assertFalse(named.isEmpty(), "no class was found");
        assertEquals(List.of(), missing);
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(README, Path.of("CHANGELOG.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
