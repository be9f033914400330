package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Settings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a tree what is wrong in it: the smallest entry of a list around the fault, or the
/// one value. What led to an entry that was taken out is wrong in its turn, so it is read again
/// until nothing is.
final class Pruning {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private final ObjectNode tree;
    private final Map<String, Cut> cuts = new HashMap<>();

    /// An entry of a list, or else a value of an object.
    private record Cut(JsonNode from, int index, String key) {
        void make() {
            if (from instanceof ArrayNode list) {
                list.remove(index);
            } else if (from instanceof ObjectNode object) {
                object.remove(key);
            }
        }
    }

    private Pruning(ObjectNode tree) {
        this.tree = tree;
    }

    /// What is left of the tree.
    ///
    /// @param told hears every problem while the tree is still as it was
    static Settings of(ObjectNode tree, Consumer<Problem> told) {
        while (true) {
            List<Problem> problems = new ArrayList<>();
            Settings settings = Settings.of(tree, problems);
            List<Problem> wrong =
                    problems.stream().filter(it -> it.reach() != Problem.Reach.NOTE).toList();
            if (wrong.isEmpty()) {
                problems.forEach(told);
                return settings;
            }
            wrong.forEach(told);
            var pruning = new Pruning(tree);
            wrong.forEach(problem -> pruning.find(problem.path()));
            if (pruning.cuts.isEmpty()) {
                throw new IllegalStateException("nothing in the tree is at " + wrong);
            }
            pruning.cut();
        }
    }

    /// Notes the cut for a place such as `backends[0].models[1].temperature`.
    private void find(String path) {
        JsonNode at = tree;
        String place = "";
        @Nullable Cut cut = null;
        for (Matcher step = STEP.matcher(path); step.find(); ) {
            boolean entry = step.group(2) != null;
            int index = entry ? Integer.parseInt(step.group(2)) : -1;
            String key = entry ? "" : step.group(1);
            JsonNode inner = entry ? at.path(index) : at.path(key);
            if (inner.isMissingNode()) {
                break;
            }
            if (entry || cut == null || cut.index() < 0) {
                cut = new Cut(at, index, key);
                place = path.substring(0, step.end());
            }
            at = inner;
        }
        if (cut != null) {
            cuts.put(place, cut);
        }
    }

    /// From the end of each list, so that no cut moves what another one is for.
    private void cut() {
        cuts.values().stream()
                .sorted(Comparator.comparingInt(Cut::index).reversed())
                .forEach(Cut::make);
    }
}
