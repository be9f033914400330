package dev.patchbay.proxy.catalogue;

import dev.patchbay.hub.Target;

import java.util.List;
import java.util.Optional;

/// Finds the model that a name means among those that backends list. Each rule is tried on all
/// backends, in the user's order, before the next one.
public final class ModelSearch {
    /// One backend's models.
    public record Shelf(String backend, Listed models) {}

    /// @param reason why it is this one
    public record Found(Target target, String reason) {
        /// The same model with what is fixed for that target.
        Found in(Target other) {
            return new Found(other.withModel(target.model()), reason);
        }
    }

    private enum Rule {
        CASE("case fixed"),
        SEGMENT("last path segment"),
        UNDATED("without the date"),
        ANTHROPIC("as anthropic/NAME");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        boolean fits(ModelName asked, ModelName listed) {
            return switch (this) {
                case CASE -> listed.id().equalsIgnoreCase(asked.id());
                case SEGMENT -> same(listed.segment(), asked.segment());
                case UNDATED -> same(listed.undatedSegment(), asked.undatedSegment());
                // Anthropic writes claude-sonnet-4-5 where others write
                // anthropic/claude-sonnet-4.5.
                case ANTHROPIC ->
                        listed.undated().startsWith("anthropic/")
                                && same(
                                        listed.undatedSegment().replace('.', '-'),
                                        asked.undatedSegment().replace('.', '-'));
            };
        }

        private static boolean same(String listed, String asked) {
            return !asked.isEmpty() && listed.equals(asked);
        }
    }

    private ModelSearch() {}

    public static Optional<Found> find(String name, List<Shelf> shelves) {
        if (name.length() > ModelName.LONGEST) {
            return Optional.empty();
        }
        for (Shelf shelf : shelves) {
            if (shelf.models().has(name)) {
                var target = Target.of(shelf.backend(), name);
                return Optional.of(new Found(target, "listed by " + shelf.backend()));
            }
        }
        ModelName asked = ModelName.of(name);
        for (Rule rule : Rule.values()) {
            Optional<Found> found = byRule(rule, asked, shelves);
            if (found.isPresent()) {
                return found;
            }
        }
        return newest(asked, shelves);
    }

    private static Optional<Found> byRule(Rule rule, ModelName asked, List<Shelf> shelves) {
        for (Shelf shelf : shelves) {
            Optional<ModelName> best = Optional.empty();
            for (ModelName each : shelf.models().names()) {
                if (rule.fits(asked, each) && (best.isEmpty() || newer(each, best.get()))) {
                    best = Optional.of(each);
                }
            }
            if (best.isPresent()) {
                return best.map(model -> found(asked, shelf, model, rule.words));
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> newest(ModelName asked, List<Shelf> shelves) {
        Optional<Shelf> where = Optional.empty();
        Optional<ModelName> best = Optional.empty();
        for (Shelf shelf : shelves) {
            for (ModelName each : shelf.models().names()) {
                if (!asked.family().isEmpty()
                        && each.family().equals(asked.family())
                        && (best.isEmpty() || newer(each, best.get()))) {
                    where = Optional.of(shelf);
                    best = Optional.of(each);
                }
            }
        }
        return where.isPresent() && best.isPresent()
                ? Optional.of(found(asked, where.get(), best.get(), "newest of its family"))
                : Optional.empty();
    }

    private static boolean newer(ModelName one, ModelName other) {
        return ModelName.BY_AGE.compare(one, other) > 0;
    }

    private static Found found(ModelName asked, Shelf shelf, ModelName model, String words) {
        return new Found(
                Target.of(shelf.backend(), model.id()),
                "%s: %s → %s".formatted(words, asked.id(), model.id()));
    }
}
