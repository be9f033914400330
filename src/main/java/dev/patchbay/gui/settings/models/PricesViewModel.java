package dev.patchbay.gui.settings.models;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Target;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Prices;
import dev.patchbay.settings.Settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What a person says that models cost, beside what is known of them.
final class PricesViewModel {
    /// The four numbers of a price.
    enum Part {
        INPUT,
        OUTPUT,
        CACHE_READ,
        CACHE_WRITE;

        OptionalDouble of(Price price) {
            return switch (this) {
                case INPUT -> OptionalDouble.of(price.input());
                case OUTPUT -> OptionalDouble.of(price.output());
                case CACHE_READ -> price.cacheRead();
                case CACHE_WRITE -> price.cacheWrite();
            };
        }

        Price in(Price price, OptionalDouble amount) {
            return switch (this) {
                case INPUT -> price.withInput(amount.orElse(NONE));
                case OUTPUT -> price.withOutput(amount.orElse(NONE));
                case CACHE_READ -> price.withCache(amount, price.cacheWrite());
                case CACHE_WRITE -> price.withCache(price.cacheRead(), amount);
            };
        }
    }

    /// What is no amount, and what the settings do not take.
    private static final double NONE = -1;

    private final SettingsDraft draft;
    private final Naming naming;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final Map<String, Optional<Rates>> known = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<String>> models =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    PricesViewModel(
            SettingsDraft draft, Naming naming, Errands errands, Texts texts, Figures figures) {
        this.draft = draft;
        this.naming = naming;
        this.errands = errands;
        this.texts = texts;
        this.figures = figures;
        draft.nowProperty().subscribe(_ -> show());
    }

    private void show() {
        models.set(List.copyOf(prices().models().keySet()));
    }

    private Prices prices() {
        return draft.now().prices();
    }

    /// Looks up what is known of the models that have a price here.
    void appear() {
        models.get().forEach(model -> look(model, _ -> show()));
    }

    private void look(String model, Consumer<Optional<Rates>> then) {
        errands.run(
                () -> naming.price(model),
                found -> {
                    known.put(model, found);
                    then.accept(found);
                    said.set(String.valueOf(known.size()));
                },
                // Nothing is known of it then.
                _ -> then.accept(Optional.empty()));
    }

    /// A model's price begins with what is known of it.
    void add(String typed) {
        String model = typed.strip();
        if (!model.isEmpty() && !prices().models().containsKey(model)) {
            look(
                    model,
                    found -> put(model, found.map(PricesViewModel::price).orElse(Price.of(0, 0))));
        }
    }

    private static Price price(Rates rates) {
        return Price.of(usd(rates.input()), usd(rates.output()))
                .withCache(usd(rates.cacheRead()), usd(rates.cacheWrite()));
    }

    private static OptionalDouble usd(OptionalLong rate) {
        return rate.isPresent() ? OptionalDouble.of(usd(rate.getAsLong())) : OptionalDouble.empty();
    }

    private static double usd(long rate) {
        return Rates.usd(rate).doubleValue();
    }

    void set(String model, Part part, String typed) {
        Price price = prices().models().get(model);
        if (price != null) {
            put(model, part.in(price, amount(typed)));
        }
    }

    private void put(String model, Price price) {
        draft.change(it -> it.withPrices(it.prices().with(model, price)));
    }

    void remove(String model) {
        draft.change(it -> it.withPrices(it.prices().without(model)));
    }

    /// Empty for an empty text, and below nothing for one that is no amount.
    static OptionalDouble amount(String typed) {
        String plain = typed.replace("$", "").replace(',', '.').strip();
        if (plain.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                plain.matches("\\d{1,6}(\\.\\d{0,6})?") ? Double.parseDouble(plain) : NONE);
    }

    /// As it stands in its field; what is no amount is not written over.
    Optional<String> text(String model, Part part) {
        Price price = prices().models().get(model);
        OptionalDouble amount = price == null ? OptionalDouble.empty() : part.of(price);
        if (amount.isPresent() && amount.getAsDouble() < 0) {
            return Optional.empty();
        }
        return Optional.of(
                amount.isPresent()
                        ? BigDecimal.valueOf(amount.getAsDouble())
                                .stripTrailingZeros()
                                .toPlainString()
                        : "");
    }

    boolean isWrong(String model, Part part) {
        Price price = prices().models().get(model);
        return price != null && part.of(price).orElse(0) < 0;
    }

    /// What is known of a model, or what is wrong with its price.
    String said(String model) {
        for (Part part : Part.values()) {
            if (isWrong(model, part)) {
                return texts.get("settings.prices.amount");
            }
        }
        return known.getOrDefault(model, Optional.empty())
                .map(
                        it ->
                                texts.get(
                                        "settings.prices.known",
                                        dollars(it.input()),
                                        dollars(it.output())))
                .orElseGet(() -> texts.get("settings.prices.unknown"));
    }

    private String dollars(long rate) {
        return figures.money(Rates.usd(rate).movePointRight(9).longValue());
    }

    /// Models that can be given a price.
    List<String> candidates() {
        return draft.now().aliases().stream()
                .flatMap(alias -> alias.targets().stream())
                .map(Target::model)
                .filter(name -> !name.isEmpty() && !prices().models().containsKey(name))
                .distinct()
                .toList();
    }

    /// Those that have a price here.
    ReadOnlyObjectProperty<List<String>> modelsProperty() {
        return models.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Settings> settingsProperty() {
        return draft.nowProperty();
    }

    /// Changes whenever more is known.
    ReadOnlyStringProperty knownProperty() {
        return said.getReadOnlyProperty();
    }
}
