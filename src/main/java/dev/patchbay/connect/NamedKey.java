package dev.patchbay.connect;

import dev.patchbay.settings.Secret;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One text that a client's file is to hold for us.
///
/// @param path the names that lead to it, from the top of the document
/// @param kind what may be shown of it, and what becomes of a text that is there already
public record NamedKey(List<String> path, Secret value, Kind kind) {
    /// What kind of text it is.
    public enum Kind {
        /// May be shown.
        OPEN,
        HIDDEN,
        /// One line of several, each `Name: value`; the others stay. Not shown.
        HEADER
    }

    public NamedKey {
        path = List.copyOf(path);
    }

    static NamedKey open(String value, String... path) {
        return new NamedKey(List.of(path), Secret.of(value), Kind.OPEN);
    }

    static NamedKey hidden(Secret value, String... path) {
        return new NamedKey(List.of(path), value, Kind.HIDDEN);
    }

    static NamedKey header(String name, Secret value, String... path) {
        var line = Secret.of(name + ": " + value.reveal());
        return new NamedKey(List.of(path), line, Kind.HEADER);
    }

    /// As people write it: `env.NAME`.
    public String dotted() {
        return String.join(".", path);
    }

    /// The text to write where this one is now; empty if there is none.
    String over(String present) {
        return switch (kind) {
            case OPEN, HIDDEN -> value.reveal();
            case HEADER ->
                    Stream.concat(
                                    present.lines().filter(line -> !isOf(line, name())),
                                    Stream.of(value.reveal()))
                            .collect(Collectors.joining("\n"));
        };
    }

    private String name() {
        String line = value.reveal();
        return line.substring(0, line.indexOf(':'));
    }

    private static boolean isOf(String line, String name) {
        return line.isBlank()
                || line.strip()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
