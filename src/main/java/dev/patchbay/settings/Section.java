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
import java.util.function.Predicate;

/// One JSON object being read. It hands out values by key and never fails: what is wrong is noted
/// under its path, and the default takes its place.
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
    private final Map<String, Entries> lists = new HashMap<>();

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

    static Section entry(String path, ObjectNode object, List<Problem> problems) {
        return new Section(path, object, problems, Problem.Reach.ENTRY, new Fault());
    }

    /// Whether this, or a section inside it, holds what cannot be used.
    boolean isFaulty() {
        return fault.found;
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
        return value(key, it -> it.isTextual() && !it.textValue().isBlank(), "a text")
                .map(it -> it.textValue().strip());
    }

    int number(String key, int usual, int least, int most) {
        return number(key, least, most).orElse(usual);
    }

    OptionalInt number(String key, int least, int most) {
        String bounds =
                most == Integer.MAX_VALUE
                        ? "of at least " + least
                        : "from " + least + " to " + most;
        return value(
                        key,
                        it ->
                                it.isIntegralNumber()
                                        && it.canConvertToInt()
                                        && it.intValue() >= least
                                        && it.intValue() <= most,
                        "a whole number " + bounds)
                .map(it -> OptionalInt.of(it.intValue()))
                .orElse(OptionalInt.empty());
    }

    OptionalDouble decimal(String key, double least, double most) {
        return value(
                        key,
                        it ->
                                it.isNumber()
                                        && it.doubleValue() >= least
                                        && it.doubleValue() <= most,
                        "a number from " + least + " to " + most)
                .map(it -> OptionalDouble.of(it.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    boolean flag(String key, boolean usual) {
        return value(key, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(usual);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(key)) {
            if (value.isTextual() && !value.textValue().isBlank()) {
                texts.add(value.textValue().strip());
            } else {
                wrong(key, "must hold texts only, but holds " + Problem.shown(value) + ".");
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
        var entries = new Entries(at(key), problems);
        lists.put(key, entries);
        return entries.read(list(key), read);
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

    /// Where in the file the nth usable entry of a list stands.
    String place(String key, int nth) {
        return entries(key).place(nth);
    }

    ArrayNode withStrays(String key, ArrayNode list) {
        return entries(key).withStrays(list);
    }

    private Entries entries(String key) {
        return lists.getOrDefault(key, new Entries(at(key), problems));
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

    private ObjectNode child(String key) {
        return value(key, JsonNode::isObject, "an object in braces")
                .map(ObjectNode.class::cast)
                .orElseGet(SettingsJson::object);
    }

    private ArrayNode list(String key) {
        return value(key, JsonNode::isArray, "a list in brackets")
                .map(ArrayNode.class::cast)
                .orElseGet(() -> SettingsJson.object().arrayNode());
    }

    /// What stands there, if it is what it must be.
    private Optional<JsonNode> value(String key, Predicate<JsonNode> fits, String what) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = object.get(key);
        if (!fits.test(value)) {
            wrong(key, "must be " + what + ", but is " + Problem.shown(value) + ".");
            return Optional.empty();
        }
        return Optional.of(value);
    }
}
