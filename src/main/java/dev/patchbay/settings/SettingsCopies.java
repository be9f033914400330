package dev.patchbay.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The copies that lie beside settings.json: older versions, files that could not be read, what an
/// editor left. A key that moved away must not live on in one of them.
public final class SettingsCopies {
    private SettingsCopies() {}

    /// Puts references in the place of these values, in every copy of this file; answers which
    /// copies were changed. The file itself is left to its store.
    public static List<Path> purge(Path settingsFile, Map<Secret, ? extends SecretRef> moved)
            throws IOException {
        Path file = settingsFile.toRealPath();
        List<Path> changed = new ArrayList<>();
        for (Path copy : copies(file)) {
            // A letter for each byte: the copy may be in any encoding, and stays in it.
            String before = Files.readString(copy, StandardCharsets.ISO_8859_1);
            String after = before;
            for (var entry : moved.entrySet()) {
                after =
                        quoted(entry.getKey())
                                .matcher(after)
                                .replaceAll(
                                        Matcher.quoteReplacement("\"" + entry.getValue() + "\""));
            }
            if (!after.equals(before)) {
                OwnerOnly.write(copy, after.getBytes(StandardCharsets.ISO_8859_1));
                changed.add(copy);
            }
        }
        return changed;
    }

    private static List<Path> copies(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        List<Path> copies = new ArrayList<>();
        try (var beside = Files.newDirectoryStream(file.resolveSibling(""))) {
            for (Path each : beside) {
                String other = String.valueOf(each.getFileName());
                boolean like = other.startsWith(name) || other.startsWith("." + name);
                if (like
                        && !other.equals(name)
                        && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    copies.add(each);
                }
            }
        }
        return copies;
    }

    /// The value between quotes, however JSON may spell its letters; the file need not be whole.
    private static Pattern quoted(Secret value) {
        var pattern = new StringBuilder("\"\\s*");
        value.reveal().codePoints().forEach(letter -> pattern.append(spellings(letter)));
        return Pattern.compile(pattern.append("\\s*\"").toString());
    }

    private static String spellings(int letter) {
        String text = Character.toString(letter);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        var escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append("\\\\u(?i:%04x)".formatted(unit)));
        String literal = Pattern.quote(new String(utf8, StandardCharsets.ISO_8859_1));
        String slashed = "/\"\\".contains(text) ? "|\\\\" + literal : "";
        return "(?:" + literal + "|" + escaped + slashed + ")";
    }
}
