package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.tools.ToolProvider;

/// What the build does about the work of others: `Licenses` gathers texts, `Sbom` holds the list of
/// parts to the package. The build runs both on the real libraries.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
final class LicensesTest {
    private record Run(int exit, String out) {}

    @TempDir static Path programs;
    @TempDir Path folder;
    private Path lib;
    private Path table;

    @BeforeAll
    static void compile() {
        int exit =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                programs.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "packaging/build/ThirdParty.java",
                                "packaging/build/Licenses.java",
                                "packaging/build/Sbom.java");
        assertEquals(0, exit);
    }

    @BeforeEach
    void a_library_with_two_jars() throws IOException {
        lib = Files.createDirectory(folder.resolve("lib"));
        table = folder.resolve("table.md");
        jar("mill-core-1.2.jar", "META-INF/LICENSE.txt", "Do what you like.");
        jar("mill-gears-1.2-linux.jar", "META-INF/NOTICE", "Gears by others.");
        jar("patchbay.jar", "META-INF/LICENSE", "our own");
        rows("| Mill | mill-core mill-gears | MIT | | https://example.com/mill |");
    }

    @Test
    void texts_that_the_jars_hold_are_gathered() throws Exception {
        Run run = licenses();

        assertEquals(new Run(0, ""), run);
        assertEquals("Do what you like.", Files.readString(gathered("mill/LICENSE.txt")));
        assertEquals("Gears by others.", Files.readString(gathered("mill/NOTICE")));
        assertTrue(
                Files.readString(gathered("README.md")).contains("| Mill | 1.2 | MIT | [LICENSE"));
    }

    @Test
    void texts_of_one_name_that_differ_are_both_gathered() throws Exception {
        jar("mill-gears-1.2-linux.jar", "META-INF/LICENSE.txt", "But oil the gears.");

        assertEquals(0, licenses().exit());

        assertEquals("Do what you like.", Files.readString(gathered("mill/LICENSE.txt")));
        String other = Files.readString(gathered("mill/mill-gears-LICENSE.txt"));
        assertEquals("But oil the gears.", other);
    }

    @Test
    void what_was_gathered_before_does_not_stay() throws Exception {
        licenses();
        rows("| Wind Mill | mill-core mill-gears | MIT | | https://example.com/mill |");

        licenses();

        assertTrue(Files.notExists(gathered("mill")));
        assertTrue(Files.exists(gathered("wind-mill/NOTICE")));
    }

    @Test
    void a_jar_that_nobody_wrote_down_fails() throws Exception {
        jar("loom-3.jar", "META-INF/LICENSE", "MIT");

        Run run = licenses();

        assertEquals(1, run.exit());
        assertTrue(run.out().startsWith("loom-3.jar has no licence"), run.out());
    }

    @Test
    void a_licence_that_does_not_fit_fails() throws Exception {
        rows("| Mill | mill-core mill-gears | MIT AND GPL-3.0-only | | https://example.com |");

        Run run = licenses();

        assertEquals(1, run.exit());
        assertTrue(run.out().startsWith("Mill is under GPL-3.0-only"), run.out());
    }

    @Test
    void a_licence_without_its_text_fails() throws Exception {
        rows(
                "| Mill | mill-core mill-gears | MIT | | https://example.com/mill |",
                "| Millstone, in Mill | | MIT | | https://example.com/stone |");

        Run run = licenses();

        assertEquals(1, run.exit());
        assertTrue(run.out().startsWith("Millstone, in Mill has no text"), run.out());
    }

    @Test
    void a_row_for_what_is_gone_fails() throws Exception {
        Files.delete(lib.resolve("mill-gears-1.2-linux.jar"));

        Run run = licenses();

        assertEquals(1, run.exit());
        assertTrue(run.out().startsWith("mill-gears is in the table"), run.out());
    }

    @Test
    void a_list_of_parts_that_names_each_jar_is_right() throws Exception {
        assertEquals(
                new Run(0, ""),
                sbom(part("mill-core", "", "MIT"), part("mill-gears", "linux", "MIT")));
    }

    @Test
    void a_list_of_parts_that_lacks_one_fails() throws Exception {
        Run run = sbom(part("mill-core", "", "MIT"));

        assertEquals(1, run.exit());
        assertTrue(
                run.out().startsWith("mill-gears-1.2-linux.jar is in the package and"), run.out());
    }

    @Test
    void a_list_of_parts_that_names_another_fails() throws Exception {
        Run run =
                sbom(
                        part("mill-core", "", "MIT"),
                        part("mill-gears", "linux", "MIT"),
                        part("mill-gears", "mac", "MIT"));

        assertEquals(1, run.exit());
        assertTrue(
                run.out().startsWith("mill-gears-1.2-mac.jar is in the list of parts and"),
                run.out());
    }

    @Test
    void a_jar_that_holds_nothing_goes_into_no_package_and_out_of_the_list() throws Exception {
        try (var zip = new ZipOutputStream(Files.newOutputStream(lib.resolve("mill-1.2.jar")))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
        }

        assertEquals(
                new Run(0, ""),
                sbom(
                        part("mill", "", "MIT"),
                        part("mill-core", "", "MIT"),
                        part("mill-gears", "linux", "MIT")));
        String left = Files.readString(folder.resolve("sbom.json"));
        assertFalse(left.contains("example/mill@"), left);
        assertTrue(left.contains("example/mill-core@"), left);
    }

    @Test
    void a_licence_that_changed_with_a_version_fails() throws Exception {
        Run run = sbom(part("mill-core", "", "AGPL-3.0-only"), part("mill-gears", "linux", "MIT"));

        assertEquals(1, run.exit());
        assertTrue(run.out().startsWith("mill-core-1.2.jar is under 'AGPL-3.0-only'"), run.out());
    }

    private Run licenses() throws Exception {
        return run("Licenses", lib, folder.resolve("licenses"), table);
    }

    private Run sbom(String... parts) throws Exception {
        Path sbom = folder.resolve("sbom.json");
        Files.writeString(sbom, "{\"components\":[%s]}".formatted(String.join(",", parts)));
        return run("Sbom", sbom, lib, table);
    }

    private static String part(String name, String system, String licence) {
        return """
        {"name":"%1$s","version":"1.2","bom-ref":"%1$s%2$s","licenses":[{"license":{"id":"%3$s"}}],
         "purl":"pkg:maven/org.example/%1$s@1.2?%2$stype=jar"}
        """
                .formatted(name, system.isEmpty() ? "" : "classifier=" + system + "&", licence);
    }

    private static Run run(String program, Path... words) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(programs + File.pathSeparator + System.getProperty("java.class.path"));
        command.add(program);
        List.of(words).forEach(word -> command.add(word.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out);
    }

    private Path gathered(String name) {
        return folder.resolve("licenses").resolve(name);
    }

    private void rows(String... rows) throws IOException {
        Files.writeString(
                table,
                "| what | jars | licence | texts | from |\n| --- | --- | --- | --- | --- |\n"
                        + String.join("\n", rows)
                        + "\n\nWords.\n");
    }

    private void jar(String name, String text, String content) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(lib.resolve(name)))) {
            zip.putNextEntry(new ZipEntry("org/example/Wheel.class"));
            zip.putNextEntry(new ZipEntry(text));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
