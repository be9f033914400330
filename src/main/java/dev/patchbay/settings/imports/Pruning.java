package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Settings;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a tree what is wrong in it: the smallest entry of a list around the fault, or the
/// one value. What led to an entry that was taken out is wrong in its turn, so it is read again
/// until nothing is.
final class Pruning {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private final ObjectNode tree;
    private final List<Runnable> cuts = new ArrayList<>();

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
            pruning.cuts.forEach(Runnable::run);
        }
    }

    /// Notes the cut for a place such as `backends[0].models[1].temperature`.
    private void find(String path) {
        JsonNode at = tree;
        @Nullable Runnable cut = null;
        boolean entry = false;
        for (Matcher step = STEP.matcher(path); step.find(); ) {
            JsonNode inner =
                    step.group(2) == null
                            ? at.path(step.group(1))
                            : at.path(Integer.parseInt(step.group(2)));
            if (inner.isMissingNode()) {
                break;
            }
            if (at instanceof ArrayNode list) {
                cut = () -> remove(list, inner);
                entry = true;
            } else if (at instanceof ObjectNode object && !entry) {
                String key = step.group(1);
                cut = () -> object.remove(key);
            }
            at = inner;
        }
        if (cut != null) {
            cuts.add(cut);
        }
    }

    /// By identity: another cut may have moved it.
    private static void remove(ArrayNode list, JsonNode entry) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == entry) {
                list.remove(i);
                return;
            }
        }
    }
}
