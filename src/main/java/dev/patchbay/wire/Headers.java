package dev.patchbay.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Header lines in the order they came; names compare without case. Credentials never show in
/// `toString`.
public final class Headers {
    public static final Headers NONE = new Headers(List.of());

    private static final Set<String> SECRET =
            Set.of(
                    "authorization",
                    "proxy-authorization",
                    "x-api-key",
                    "api-key",
                    "x-goog-api-key",
                    "x-patchbay-token",
                    "cookie",
                    "set-cookie");

    private record Line(String name, String value) {}

    private final List<Line> lines;

    private Headers(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /// Whether a line of this name holds a credential.
    public static boolean isSecret(String name) {
        return SECRET.contains(name.toLowerCase(Locale.ROOT));
    }

    /// Names and values in turn: `Headers.of("content-type", "application/json")`.
    public static Headers of(String... namesAndValues) {
        var lines = new ArrayList<Line>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new Line(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(lines);
    }

    public Headers with(String name, String value) {
        var more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new Headers(more);
    }

    /// The lines with these names; a name is shown in lower case.
    public Headers filter(Predicate<String> names) {
        var some = new ArrayList<Line>(lines.size());
        for (Line line : lines) {
            if (names.test(line.name.toLowerCase(Locale.ROOT))) {
                some.add(line);
            }
        }
        return new Headers(some);
    }

    public Headers without(String name) {
        return filter(other -> !other.equals(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<String> first(String name) {
        for (Line line : lines) {
            if (line.name.equalsIgnoreCase(name)) {
                return Optional.of(line.value);
            }
        }
        return Optional.empty();
    }

    public List<String> all(String name) {
        var values = new ArrayList<String>(1);
        for (Line line : lines) {
            if (line.name.equalsIgnoreCase(name)) {
                values.add(line.value);
            }
        }
        return values;
    }

    public void forEach(BiConsumer<String, String> each) {
        lines.forEach(line -> each.accept(line.name, line.value));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        lines.forEach(
                line ->
                        text.append(line.name)
                                .append(": ")
                                .append(isSecret(line.name) ? "••••" : line.value)
                                .append('\n'));
        return text.toString();
    }
}
