package dev.patchbay.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compares docs/events.md with what the log file really holds: notes of every kind are made by
/// reflection, once with all they can tell and once with the least, and logged.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class EventsDocTest {
    private static final Path PAGE = Path.of("docs/events.md");
    private static final Pattern HEADING =
            Pattern.compile("### `([a-z-]+)`: `([a-z]+)`(?: or `([a-z]+)`)?");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([a-z]+\\??) \\| .+ \\|");

    /// A kind of note: the levels it can have, and its fields with their types, in order.
    private record Kind(Set<String> levels, Map<String, String> fields) {
        @Override
        public String toString() {
            var text = new StringBuilder(String.join(" or ", levels));
            fields.forEach(
                    (name, type) -> text.append('\n').append(name).append(": ").append(type));
            return text.toString();
        }
    }

    static Stream<Class<?>> kinds() {
        return Arrays.stream(Note.class.getPermittedSubclasses());
    }

    @Test
    void the_page_describes_every_kind_of_note_and_no_other() throws IOException {
        var told = new TreeSet<String>();
        kinds().forEach(type -> told.add(LogLines.kind(fullest(type))));

        assertEquals(told, new TreeSet<>(described().keySet()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void a_kind_is_described_as_it_is_logged(Class<?> type) throws IOException {
        Kind described = described().get(LogLines.kind(fullest(type)));

        assertEquals(logged(type).toString(), String.valueOf(described));
    }

    // ------------------------------------------------------------------ the page

    private static Map<String, Kind> described() throws IOException {
        var kinds = new LinkedHashMap<String, Kind>();
        Kind open = null;
        for (String line : Files.readAllLines(PAGE)) {
            var heading = HEADING.matcher(line);
            var row = ROW.matcher(line);
            if (heading.matches()) {
                var levels = new TreeSet<>(Set.of(heading.group(2)));
                Optional.ofNullable(heading.group(3)).ifPresent(levels::add);
                open = new Kind(levels, new LinkedHashMap<>());
                kinds.put(heading.group(1), open);
            } else if (open != null && row.matches()) {
                open.fields().put(row.group(1), row.group(2));
            }
        }
        return kinds;
    }

    // ------------------------------------------------------------------ the code

    private static Kind logged(Class<?> type) {
        ObjectNode most = LogLines.fields(fullest(type));
        ObjectNode least = LogLines.fields(note(type, false));
        var fields = new LinkedHashMap<String, String>();
        most.properties()
                .forEach(
                        field ->
                                fields.put(
                                        field.getKey(),
                                        word(field.getValue())
                                                + (least.has(field.getKey()) ? "" : "?")));
        var levels = new TreeSet<String>();
        for (boolean flag : new boolean[] {true, false}) {
            levels.add(LogLines.level(note(type, flag)).name().toLowerCase(java.util.Locale.ROOT));
        }
        return new Kind(levels, fields);
    }

    private static String word(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "texts";
            case BINARY, MISSING, NULL, OBJECT, POJO ->
                    throw new IllegalStateException("a note that holds " + value.getNodeType());
        };
    }

    private static Note fullest(Class<?> type) {
        return note(type, true);
    }

    /// @param full whether all that may be missing is there, and every flag set
    private static Note note(Class<?> type, boolean full) {
        RecordComponent[] components = type.getRecordComponents();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            values.add(value(component.getType(), full));
        }
        try {
            var constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            return (Note) constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a note that cannot be made: " + type, e);
        }
    }

    private static Object value(Class<?> type, boolean full) {
        return switch (type.getSimpleName()) {
            case "String" -> "text";
            case "boolean" -> full;
            case "int" -> 1;
            case "long" -> 1L;
            case "Optional" -> full ? Optional.of("text") : Optional.empty();
            case "OptionalInt" -> full ? OptionalInt.of(1) : OptionalInt.empty();
            case "List" -> List.of("text");
            case "Cost" -> full ? everythingPriced() : Cost.UNKNOWN;
            case "Usage" -> full ? everythingCounted() : Usage.UNKNOWN;
            default -> throw new IllegalStateException("a note field of type " + type);
        };
    }

    private static Cost everythingPriced() {
        var one = OptionalLong.of(1);
        return new Cost(one, Optional.of(new Rates(1, one, one, 1)));
    }

    private static Usage everythingCounted() {
        var one = OptionalLong.of(1);
        return new Usage(one, one, one, one, one, false);
    }
}
