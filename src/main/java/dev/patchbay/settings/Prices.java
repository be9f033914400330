package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the user says that models cost, before all that is known otherwise.
///
/// @param models by the model's name or `backend/model`; a star stands for anything
public record Prices(Map<String, Price> models, AsWritten written) {
    public static final Prices NONE = new Prices(Map.of(), AsWritten.NOTHING);

    public Prices {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    /// The price of this model there: by its full name, by its own, or by the first pattern.
    public Optional<Price> of(String backend, String model) {
        String full = backend + "/" + model;
        return exactly(full).or(() -> exactly(model)).or(() -> fitting(full, model));
    }

    private Optional<Price> exactly(String name) {
        return Optional.ofNullable(models.get(name));
    }

    private Optional<Price> fitting(String full, String model) {
        for (var each : models.entrySet()) {
            if (Stars.fits(each.getKey(), full) || Stars.fits(each.getKey(), model)) {
                return Optional.of(each.getValue());
            }
        }
        return Optional.empty();
    }

    public Prices with(String name, Price price) {
        var more = new LinkedHashMap<>(models);
        more.put(name, price);
        return new Prices(more, written);
    }

    public Prices without(String name) {
        var less = new LinkedHashMap<>(models);
        less.remove(name);
        return new Prices(less, written);
    }

    static Prices read(Section in) {
        return new Prices(in.mapped(Price::read), in.written());
    }

    /// An entry that could not be read stays in the file as it is.
    ObjectNode json() {
        ObjectNode result = written.copy();
        Prices before = read(Section.root(result.deepCopy(), new ArrayList<>()));
        before.models.keySet().stream()
                .filter(name -> !models.containsKey(name))
                .forEach(result::remove);
        models.forEach(
                (name, price) -> {
                    if (!price.equals(before.models.get(name))) {
                        result.set(name, price.json());
                    }
                });
        return result;
    }
}
