package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One list of objects being read. It loses only the entries that are wrong: those are *strays*. No
/// record exists for them, but when the list is written they go back into it as they were.
final class Entries {
    private final String path;
    private final List<Problem> problems;
    private final List<JsonNode> strays = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    Entries(String path, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
    }

    /// The usable entries.
    <T> List<T> read(ArrayNode list, Function<Section, T> read) {
        List<T> usable = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof ObjectNode object) {
                var entry = Section.entry(at(i), object, problems);
                T value = read.apply(entry);
                if (!entry.isFaulty()) {
                    usable.add(value);
                    places.add(i);
                    continue;
                }
            } else {
                String message = "must be an object in braces; this entry is not used.";
                problems.add(new Problem(at(i), message, Problem.Reach.ENTRY));
            }
            strays.add(list.get(i));
        }
        return usable;
    }

    /// Where in the file the nth usable entry stands.
    String place(int nth) {
        return at(places.get(nth));
    }

    ArrayNode withStrays(ArrayNode list) {
        ArrayNode all = list.deepCopy();
        strays.forEach(stray -> all.add(stray.deepCopy()));
        return all;
    }

    private String at(int index) {
        return path + "[" + index + "]";
    }
}
