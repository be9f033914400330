package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Files as people, editors and accidents leave them: connecting and disconnecting gives back the
/// same bytes, or is refused before anything is touched. Quotes are written as ' here.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileFilesTest {
    private record Sample(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String SECRET = "sk-made-up-secret";

    static final List<Sample> RESTORED =
            List.of(
                    sample("empty", ""),
                    sample("blanks", " \r\n\t"),
                    sample("a mark alone", "\uFEFF"),
                    sample("an empty object", "{}"),
                    sample("a wide empty object", "{ }\n"),
                    sample("a tall empty object", "{\n\n}\n"),
                    sample("an object of a comment", "{ // nothing yet\n}"),
                    sample("an object of a long comment", "{/* nothing\nyet */}"),
                    sample("comments around", "// one\n{'m':1}\n/* two */ // three"),
                    sample("a comment at the end of a line", "{\n  'm': 1 // one\n}"),
                    sample("a comment before the comma", "{\n  'm': 1 /* one */ , 'n': 2\n}"),
                    sample("a comment like JSON", "{\n  'm': 1\n  // , 'env': {}\n}"),
                    sample("a comma too many", "{\n  'm': 1,\n}"),
                    sample("commas too many", "{'env': {'C': '1',},}"),
                    sample("a comma on its own line", "{\n  'm': 1\n  ,\n  'n': 2\n  ,\n}"),
                    sample("a mark in front", "\uFEFF{\n  'm': 1\n}\n"),
                    sample("two-byte line ends", "{\r\n  'm': 1,\r\n  'env': {\r\n  }\r\n}\r\n"),
                    sample("mixed line ends", "{\r\n  'm': 1,\n  'n': 2\r\n}\n"),
                    sample("old line ends", "{\r  'm': 1\r}\r"),
                    sample("tabs", "{\n\t'env': {\n\t\t'C': ''\n\t}\n}"),
                    sample("odd indentation", "{\n       'm': 1,\n 'n': 2\n   }"),
                    sample("no indentation", "{\n'm': 1,\n'env': {\n'C': ''\n}\n}"),
                    sample("one line", "{'m':1,'env':{'C':''}}"),
                    sample("a wide line", "{ 'm' : 1 , 'env' : { } }"),
                    sample("no line end at the end", "{\n  'm': 1\n}"),
                    sample("many line ends at the end", "{\n  'm': 1\n}\n\n\n"),
                    sample("escapes", "{'\\u006d': '\\u0041\\/\\n', 'e\\\\': '\\''}"),
                    sample("our object in escapes", "{'\\u0065nv': {'C': ''}}"),
                    sample(
                            "numbers of their own",
                            "{'n': [1.0, -0, 1e400, 0.10, 12345678901234567890]}"),
                    sample("names said twice", "{'m': 1, 'm': 2, 'env': {'C': '', 'C': '1'}}"),
                    sample("braces in texts", "{'m': '}{][,\\'//', 'n': '/* '}"),
                    sample("many scripts", "{'ä日👍': 'ä日👍', 'm': '\u2028'}"),
                    sample(
                            "our keys with other values",
                            "{'env':{'ANTHROPIC_BASE_URL':'http://elsewhere/v1','ANTHROPIC_AUTH_TOKEN':'"
                                    + SECRET
                                    + "'}}"),
                    sample(
                            "our keys with other kinds of values",
                            "{'env':{'ANTHROPIC_BASE_URL': null, 'ANTHROPIC_AUTH_TOKEN': [ 1 ,2],"
                                    + " 'CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY' : {\n"
                                    + "}}}"),
                    sample(
                            "some of our keys as we want them",
                            "{'env':{'ANTHROPIC_BASE_URL':'http://127.0.0.1:5225'}}"),
                    sample(
                            "our names elsewhere",
                            "{'ANTHROPIC_BASE_URL':'x','m':{'env':{'ANTHROPIC_BASE_URL':'y'}}}"),
                    sample("deep", "{'m':" + "[".repeat(400) + "]".repeat(400) + "}"),
                    sample(
                            "huge",
                            "{'m':['"
                                    + "x".repeat(4_000_000)
                                    + "'],\n"
                                    + "'n':1,\n".repeat(20_000)
                                    + "'env':{}}"));

    static final List<Sample> REFUSED =
            List.of(
                    sample("broken in the middle", "{'m': '" + SECRET + "'\n 'n': 2}"),
                    sample("cut off", "{'env': {'C': '" + SECRET + "'"),
                    sample("two documents", "{'m':1}{'m':2}"),
                    sample("a list", "['" + SECRET + "']"),
                    sample("a text", "'" + SECRET + "'"),
                    sample("null", "null"),
                    sample("only a comment", "// " + SECRET),
                    sample("a comment that never ends", "{} /* " + SECRET),
                    sample("names without quotes", "{env: {C: '" + SECRET + "'}}"),
                    sample("another kind of env", "{'env': '" + SECRET + "'}"),
                    sample("env twice", "{'env': {'C': '" + SECRET + "'}, 'env': {}}"),
                    sample(
                            "one of our keys twice",
                            "{'env': {'ANTHROPIC_AUTH_TOKEN': '"
                                    + SECRET
                                    + "', 'ANTHROPIC_AUTH_TOKEN': ''}}"),
                    sample("another language", "env:\n  C: " + SECRET),
                    sample("too deep", "{'m':" + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
                    sample("too long", "{'m':'" + "x".repeat(17_000_000) + "'}"),
                    new Sample(
                            "two bytes a letter",
                            encoded("\uFEFF{'m':1}", StandardCharsets.UTF_16LE)),
                    new Sample(
                            "another alphabet", encoded("{'m':'ä'}", StandardCharsets.ISO_8859_1)),
                    new Sample("zeros", new byte[64]));

    private static final Access ACCESS =
            Access.of("127.0.0.1", 5225, Secret.of("pb-made-up-for-tests"));

    @TempDir Path folder;

    private Connections connections;
    private Place place;
    private List<NamedKey> keys;

    @BeforeEach
    void open() throws IOException {
        var claude = new ClaudeCode(folder, folder, folder.resolve("none"), Map.of());
        connections = new Connections(folder.resolve("ours"), InstantSource.system());
        place = claude.place(Scope.USER);
        keys = claude.keys(ACCESS, SignIn.REPLACED);
        Files.createDirectories(place.file().getParent());
    }

    @ParameterizedTest
    @FieldSource("RESTORED")
    void a_file_that_can_be_read_gets_our_keys_and_is_restored_to_the_byte(Sample sample)
            throws Exception {
        Files.write(place.file(), sample.bytes);

        Plan plan = connections.connect(place, keys);
        connections.apply(plan);
        String connected = Files.readString(place.file());
        assertTrue(
                Merge.holds(Content.of(connected.getBytes(StandardCharsets.UTF_8)).text(), keys));
        assertFalse(plan.diff().toString().contains(SECRET), () -> plan.diff().toString());
        connections.apply(connections.disconnect(place, keys));

        assertArrayEquals(sample.bytes, Files.readAllBytes(place.file()));
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void a_file_that_cannot_be_changed_safely_is_refused_and_not_touched(Sample sample)
            throws Exception {
        Files.write(place.file(), sample.bytes);

        Refused refused = assertThrows(Refused.class, () -> connections.connect(place, keys));

        assertUntouched(refused);
        assertArrayEquals(sample.bytes, Files.readAllBytes(place.file()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_read_only_file_stays_as_it_is() throws Exception {
        Files.writeString(place.file(), "{}");
        Files.setPosixFilePermissions(place.file(), PosixFilePermissions.fromString("r--r--r--"));

        assertUntouched(assertThrows(Refused.class, () -> connections.connect(place, keys)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_that_leads_nowhere_stays_as_it_is() throws Exception {
        Files.createSymbolicLink(place.file(), Path.of("gone.json"));

        assertUntouched(assertThrows(Refused.class, () -> connections.connect(place, keys)));
        assertTrue(Files.isSymbolicLink(place.file()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void links_in_a_circle_stay_as_they_are() throws Exception {
        Files.createSymbolicLink(place.file(), place.file());

        assertUntouched(assertThrows(Refused.class, () -> connections.connect(place, keys)));
    }

    @Test
    void a_folder_in_the_place_of_the_file_stays_as_it_is() throws Exception {
        Files.createDirectories(place.file());

        assertUntouched(assertThrows(Refused.class, () -> connections.connect(place, keys)));
    }

    private void assertUntouched(Refused refused) {
        assertTrue(
                refused.message().startsWith(place.file() + " was not touched. "),
                refused.message());
        assertFalse(refused.message().contains(SECRET), refused.message());
        assertEquals(false, Files.exists(folder.resolve("ours")));
    }

    private static Sample sample(String name, String text) {
        return new Sample(name, encoded(text, StandardCharsets.UTF_8));
    }

    private static byte[] encoded(String text, Charset charset) {
        return text.replace('\'', '"').getBytes(charset);
    }
}
