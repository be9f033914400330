package dev.patchbay.ledger;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Price;
import dev.patchbay.settings.Settings;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What tokens cost at each backend: what the user says first, else what the book says of the
/// service at the backend's address. A model that neither knows has no price. Made anew from every
/// change of the settings or of the book; may be shared by any number of threads.
public final class Tariff {
    /// Clients may name models without end.
    private static final int MOST_KEPT = 1_000;

    private record Name(String backend, String model) {}

    private final PriceBook book;
    private final Settings settings;
    private final InstantSource clock;
    private final Map<String, PriceList> lists = new HashMap<>();
    private final Map<Name, Optional<PricedModel>> kept = new ConcurrentHashMap<>();

    public Tariff(PriceBook book, Settings settings, InstantSource clock) {
        this.book = book;
        this.settings = settings;
        this.clock = clock;
        settings.backends().forEach(it -> list(it).ifPresent(list -> lists.put(it.id(), list)));
    }

    /// By its address; a service that is reached through another one, by its preset's.
    private Optional<PriceList> list(BackendSettings backend) {
        return book.at(backend.baseUrl())
                .or(() -> backend.shipped().flatMap(Preset::baseUrl).flatMap(book::at));
    }

    public Cost cost(String backend, String model, Usage usage) {
        return rates(backend, model, usage.prompt().orElse(0))
                .map(rates -> Cost.of(usage, rates))
                .orElse(Cost.UNKNOWN);
    }

    /// What a model costs there now, for a prompt of this length.
    public Optional<Rates> rates(String backend, String model, long promptTokens) {
        return settings.prices()
                .of(backend, model)
                .map(Price::rates)
                .or(
                        () ->
                                model(new Name(backend, model))
                                        .map(it -> it.rates(clock.instant(), promptTokens)));
    }

    private Optional<PricedModel> model(Name name) {
        PriceList list = lists.get(name.backend);
        if (list == null) {
            return Optional.empty();
        }
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(name, it -> book.model(list, it.model));
    }
}
