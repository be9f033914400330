package dev.patchbay.gui.settings.draft;

import dev.patchbay.settings.Problem;

import java.util.List;

/// What is to be said about one field; an empty text says nothing.
///
/// @param wrong whether the settings cannot be saved like this
public record Remark(String text, boolean wrong) {
    public static final Remark NONE = new Remark("", false);

    /// The gravest of the problems at these places.
    static Remark of(List<Problem> problems, List<String> paths) {
        List<Problem> ours =
                problems.stream()
                        .filter(problem -> paths.stream().anyMatch(it -> lies(problem.path(), it)))
                        .toList();
        return ours.stream()
                .filter(problem -> problem.reach() != Problem.Reach.NOTE)
                .findFirst()
                .map(problem -> new Remark(problem.message(), true))
                .orElseGet(
                        () -> ours.isEmpty() ? NONE : new Remark(ours.getFirst().message(), false));
    }

    private static boolean lies(String path, String place) {
        return path.equals(place) || path.startsWith(place + ".") || path.startsWith(place + "[");
    }
}
