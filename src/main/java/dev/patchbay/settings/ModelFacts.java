package dev.patchbay.settings;

import dev.patchbay.hub.Traits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is known of well-known models, by name, wherever they are served.
public final class ModelFacts {
    public static final ModelFacts SHIPPED = new ModelFacts();

    /// A row of the table: the pattern stands where a model's id would.
    private final List<ModelSettings> rows;

    private ModelFacts() {
        List<Problem> problems = new ArrayList<>();
        Section table = Section.root(Shipped.table("model-facts.json"), problems);
        rows = List.copyOf(table.named("models", "id", ModelSettings::read, ModelSettings::id));
        Shipped.faultless("model-facts.json", problems);
    }

    /// The facts of the first pattern that fits this name.
    public Traits of(String model) {
        String name = bare(model);
        return rows.stream()
                .filter(row -> Stars.fits(row.id(), name))
                .findFirst()
                .map(row -> row.over(Traits.UNKNOWN))
                .orElse(Traits.UNKNOWN);
    }

    /// The same as this backend serves it; its own `models` have the last word.
    public Traits of(BackendSettings backend, String model) {
        Traits known = of(model);
        Traits served =
                backend.facts().stream()
                        .filter(_ -> !backend.hosting(model).dedicated())
                        .flatMap(preset -> preset.models().stream())
                        .filter(row -> Stars.fits(row.id(), model.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .map(row -> row.over(known))
                        .orElse(known);
        return backend.model(model).map(own -> own.over(served)).orElse(served);
    }

    List<String> patterns() {
        return rows.stream().map(ModelSettings::id).toList();
    }

    /// `openai/gpt-4o:free` and `xai.grok-4` are `gpt-4o` and `grok-4`.
    static String bare(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        name = name.substring(name.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        if (colon > 0) {
            name = name.substring(0, colon);
        }
        for (int dot = name.indexOf('.'); isVendor(name, dot); dot = name.indexOf('.')) {
            name = name.substring(dot + 1);
        }
        return name;
    }

    private static boolean isVendor(String name, int dot) {
        return dot > 0 && name.substring(0, dot).chars().allMatch(Character::isLetter);
    }
}
