package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/// One JSON object being read. It hands out values by key and never fails: what is wrong is noted
/// under its path, and the default takes its place.
///
/// A list of entries loses only the entries that are wrong. Those are *strays*: no record exists
/// for them, but when the list is written they go back into it as they were.
final class Section {
    /// Whether something made the entry unusable; shared by an entry and the sections inside it.
    private static final class Fault {
        boolean found;
    }

    private final String path;
    private final ObjectNode object;
    private final List<Problem> problems;
    private final Problem.Reach reach;
    private final Fault fault;
    private final Map<String, List<JsonNode>> strays = new HashMap<>();
    private final Map<String, List<Integer>> places = new HashMap<>();

    private Section(
            String path,
            ObjectNode object,
            List<Problem> problems,
            Problem.Reach reach,
            Fault fault) {
        this.path = path;
        this.object = object;
        this.problems = problems;
        this.reach = reach;
        this.fault = fault;
    }

    static Section root(ObjectNode object, List<Problem> problems) {
        return new Section("", object, problems, Problem.Reach.FILE, new Fault());
    }

    AsWritten written() {
        return AsWritten.of(object);
    }

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    Iterable<String> keys() {
        return object::fieldNames;
    }

    JsonNode raw(String key) {
        return object.path(key);
    }

    /// A text that must be there; empty, and noted, when it is not.
    String required(String key) {
        if (!has(key)) {
            wrong(key, "is missing and has no default; add it.");
        }
        return text(key).orElse("");
    }

    /// A text that must be there and counts with the blanks around it.
    String verbatim(String key) {
        String stripped = required(key);
        return stripped.isEmpty() ? stripped : object.get(key).textValue();
    }

    String text(String key, String usual) {
        return text(key).orElse(usual);
    }

    Optional<String> text(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = object.get(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            wrong(key, "must be a text, but is " + shown(value) + ".");
            return Optional.empty();
        }
        return Optional.of(value.textValue().strip());
    }

    int number(String key, int usual, int least, int most) {
        return number(key, least, most).orElse(usual);
    }

    OptionalInt number(String key, int least, int most) {
        if (!has(key)) {
            return OptionalInt.empty();
        }
        JsonNode value = object.get(key);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            String bounds =
                    most == Integer.MAX_VALUE
                            ? "of at least " + least
                            : "from " + least + " to " + most;
            wrong(key, "must be a whole number " + bounds + ", but is " + shown(value) + ".");
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    OptionalDouble decimal(String key, double least, double most) {
        if (!has(key)) {
            return OptionalDouble.empty();
        }
        JsonNode value = object.get(key);
        if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
            String bounds = "from " + least + " to " + most;
            wrong(key, "must be a number " + bounds + ", but is " + shown(value) + ".");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value.doubleValue());
    }

    /// A decimal that must be there; the least, and noted, when it is not.
    double amount(String key, double least, double most) {
        if (!has(key)) {
            wrong(key, "is missing and has no default; add it.");
        }
        return decimal(key, least, most).orElse(least);
    }

    boolean flag(String key, boolean usual) {
        if (!has(key)) {
            return usual;
        }
        JsonNode value = object.get(key);
        if (!value.isBoolean()) {
            wrong(key, "must be true or false, but is " + shown(value) + ".");
            return usual;
        }
        return value.booleanValue();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(key)) {
            if (value.isTextual() && !value.textValue().isBlank()) {
                texts.add(value.textValue().strip());
            } else {
                wrong(key, "must hold texts only, but holds " + shown(value) + ".");
            }
        }
        return texts;
    }

    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (var entry : child(key).properties()) {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                pairs.put(entry.getKey(), entry.getValue().asText());
            } else {
                wrong(key + "." + entry.getKey(), "must be a text.");
            }
        }
        return pairs;
    }

    Map<String, JsonNode> values(String key) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        child(key).properties().forEach(it -> values.put(it.getKey(), it.getValue().deepCopy()));
        return values;
    }

    /// An object inside this one; empty when it is absent.
    Section section(String key) {
        return new Section(at(key), child(key), problems, reach, fault);
    }

    /// The usable entries of a list.
    <T> List<T> entries(String key, Function<Section, T> read) {
        List<T> entries = new ArrayList<>();
        ArrayNode list = list(key);
        for (int i = 0; i < list.size(); i++) {
            String place = at(key) + "[" + i + "]";
            var entryFault = new Fault();
            if (list.get(i) instanceof ObjectNode entry) {
                T value =
                        read.apply(
                                new Section(
                                        place, entry, problems, Problem.Reach.ENTRY, entryFault));
                if (!entryFault.found) {
                    entries.add(value);
                    places.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
                    continue;
                }
            } else {
                String message = "must be an object in braces; this entry is not used.";
                problems.add(new Problem(place, message, Problem.Reach.ENTRY));
            }
            strays.computeIfAbsent(key, _ -> new ArrayList<>()).add(list.get(i));
        }
        return entries;
    }

    /// The usable entries of a list in which each has a name of its own; of two with the same name
    /// the first is used.
    <T> List<T> named(
            String key, String nameKey, Function<Section, T> read, Function<T, String> name) {
        Map<String, String> seen = new HashMap<>();
        return entries(
                key,
                in -> {
                    T entry = read.apply(in);
                    String first = seen.putIfAbsent(name.apply(entry), in.path);
                    if (first != null) {
                        in.wrong(
                                nameKey,
                                "'%s' is already the %s of %s; give one of them another."
                                        .formatted(name.apply(entry), nameKey, first));
                    }
                    return entry;
                });
    }

    /// The usable entries of this object, each by its key.
    <T> Map<String, T> mapped(Function<Section, T> read) {
        Map<String, T> entries = new LinkedHashMap<>();
        for (String key : keys()) {
            if (!has(key)) {
                continue;
            }
            var entryFault = new Fault();
            T value =
                    read.apply(
                            new Section(
                                    at(key),
                                    child(key),
                                    problems,
                                    Problem.Reach.ENTRY,
                                    entryFault));
            if (!entryFault.found) {
                entries.put(key, value);
            }
        }
        return entries;
    }

    /// Where in the file the nth usable entry of a list stands.
    String place(String key, int nth) {
        return at(key) + "[" + places.getOrDefault(key, List.of()).get(nth) + "]";
    }

    ArrayNode withStrays(String key, ArrayNode list) {
        ArrayNode all = list.deepCopy();
        strays.getOrDefault(key, List.of()).forEach(stray -> all.add(stray.deepCopy()));
        return all;
    }

    /// Notes that this value cannot be used, and with it the entry it belongs to.
    void wrong(String key, String message) {
        fault.found = true;
        problems.add(new Problem(at(key), message, reach));
    }

    /// Notes something that takes nothing away.
    void say(String key, String message) {
        problems.add(new Problem(at(key), message, Problem.Reach.NOTE));
    }

    /// Notes that an entry somewhere below is not used, though a record exists for it.
    void unused(String place, String message) {
        problems.add(new Problem(place, message, Problem.Reach.ENTRY));
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// A value for a message. A long text is not repeated: it could be a key in the wrong place.
    static String shown(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            return text.length() <= 16
                    ? "'" + text + "'"
                    : "a text of " + text.length() + " letters";
        }
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "an object";
        }
        return value.toString();
    }

    private ObjectNode child(String key) {
        if (has(key) && !object.get(key).isObject()) {
            wrong(key, "must be an object in braces, but is " + shown(object.get(key)) + ".");
        }
        return object.get(key) instanceof ObjectNode child ? child : SettingsJson.object();
    }

    private ArrayNode list(String key) {
        if (has(key) && !object.get(key).isArray()) {
            wrong(key, "must be a list in brackets, but is " + shown(object.get(key)) + ".");
        }
        return object.get(key) instanceof ArrayNode list ? list : SettingsJson.object().arrayNode();
    }
}
